/**
 * What the conformance suite runs against: the Vault or OpenBao named by CONFORMANCE_VAULT_ADDR and
 * CONFORMANCE_VAULT_TOKEN (a root token), or else an embedded server of its own. Everything made has a unique name
 * and is removed at the end.
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startEmbeddedVault } from '../../deploy/src/embedded-vault/index.ts';
import { Vault } from './client.ts';

export interface Target {
  root: Vault;
  /** No token at all. */
  anonymous: Vault;
  name(what: string): string;
  kv(): Promise<string>;
  transit(): Promise<string>;
  approle(): Promise<string>;
  /** Writes a policy and gives its name. */
  policy(hcl: string): Promise<string>;
  /** A token that holds exactly this policy. */
  tokenFor(hcl: string, fields?: Record<string, unknown>): Promise<Vault>;
  close(): Promise<void>;
}

export async function openTarget(): Promise<Target> {
  const { root, stop } = await connect();
  const undo: string[] = [];
  const name = (what: string): string => `ct-${what}-${randomBytes(5).toString('hex')}`;
  const enable = async (kind: 'mounts' | 'auth', body: { type: string; options?: unknown }): Promise<string> => {
    const mount = name(body.type);
    const reply = await root.post(`sys/${kind}/${mount}`, body);
    if (reply.status >= 300) throw new Error(`cannot enable ${body.type}: status ${reply.status}`);
    undo.push(`sys/${kind}/${mount}`);
    return mount;
  };
  const policy = async (hcl: string): Promise<string> => {
    const policyName = name('policy');
    const reply = await root.put(`sys/policies/acl/${policyName}`, { policy: hcl });
    if (reply.status >= 300)
      throw new Error(`cannot write a policy: status ${reply.status} ${JSON.stringify(reply.body)}`);
    undo.push(`sys/policies/acl/${policyName}`);
    return policyName;
  };
  return {
    root,
    anonymous: new Vault(root.address),
    name,
    policy,
    kv: async () => {
      const mount = await enable('mounts', { type: 'kv', options: { version: '2' } });
      // A real Vault upgrades a new mount in the background and answers 400 meanwhile.
      for (let i = 0; i < 100 && (await root.get(`${mount}/config`)).status === 400; i++) await wait(20);
      return mount;
    },
    transit: () => enable('mounts', { type: 'transit' }),
    approle: () => enable('auth', { type: 'approle' }),
    tokenFor: async (hcl, fields = {}) => {
      const made = await root.post('auth/token/create', {
        policies: [await policy(hcl)],
        no_default_policy: true,
        ttl: '10m',
        ...fields,
      });
      return root.with(made.text('auth.client_token'));
    },
    close: async () => {
      for (const made of undo.reverse()) await root.delete(made);
      await stop();
    },
  };
}

async function connect(): Promise<{ root: Vault; stop: () => Promise<void> }> {
  const { CONFORMANCE_VAULT_ADDR: address, CONFORMANCE_VAULT_TOKEN: token } = process.env;
  if (address && token) return { root: new Vault(address, token), stop: () => Promise.resolve() };
  const dir = await mkdtemp(path.join(tmpdir(), 'vault-conformance-'));
  const server = await startEmbeddedVault({ dir, port: 0 });
  const vault = new Vault(server.address);
  const made = await vault.put('sys/init', { secret_shares: 1, secret_threshold: 1 });
  await vault.put('sys/unseal', { key: made.text('keys_base64.0') });
  const stop = async (): Promise<void> => {
    await server.stop();
    await rm(dir, { recursive: true, force: true });
  };
  return { root: vault.with(made.text('root_token')), stop };
}
