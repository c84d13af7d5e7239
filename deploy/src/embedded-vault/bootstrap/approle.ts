import { z } from 'zod';
import type { VaultClient } from './vault-client.ts';

/** What a process logs in with. */
export interface Credential {
  roleId: string;
  secretId: string;
}

const settings = { token_ttl: 3600, token_max_ttl: 86_400 };
const roleIdReply = z.object({ role_id: z.string() });
const secretIdReply = z.object({ secret_id: z.string(), secret_id_accessor: z.string() });
const keysReply = z.object({ keys: z.array(z.string()) });

/** The role as it should be, its lasting role id, and a new secret id in place of all earlier ones. */
export async function issueCredential(vault: VaultClient, role: string): Promise<Credential> {
  const place = `auth/approle/role/${role}`;
  await writeRole(vault, place, role);
  const { role_id } = roleIdReply.parse(await vault.read(`${place}/role-id`));
  const issued = secretIdReply.parse(await vault.write(`${place}/secret-id`, {}));
  const earlier = keysReply.parse(await vault.read(`${place}/secret-id?list=true`)).keys;
  const stale = earlier.filter((accessor) => accessor !== issued.secret_id_accessor);
  await Promise.all(
    stale.map((accessor) => vault.write(`${place}/secret-id-accessor/destroy`, { secret_id_accessor: accessor })),
  );
  return { roleId: role_id, secretId: issued.secret_id };
}

async function writeRole(vault: VaultClient, place: string, policy: string): Promise<void> {
  const known = await vault.find(place);
  const isCurrent =
    Object.entries(settings).every(([name, value]) => known?.[name] === value) &&
    JSON.stringify(known?.token_policies) === JSON.stringify([policy]);
  if (!isCurrent) await vault.write(place, { ...settings, token_policies: [policy] });
}
