import { parseId, type PublicationSnapshot } from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';

/** SHA-256 of the definition that a snapshot names, as it is stored now; undefined where it names none. */
export async function definitionDigest(
  em: EntityManager,
  tenantId: string,
  { appId, customApp }: PublicationSnapshot,
): Promise<string | undefined> {
  if (!customApp) return undefined;
  const [row] = await em.execute<{ digest: string }[]>(
    `select encode(sha256(convert_to(v.definition::text, 'UTF8')), 'hex') as digest
     from custom_app_version v join custom_app a on a.id = v.custom_app_id
     where a.app_id = ? and v.number = ? and (a.tenant_id = ? or a.tenant_id is null)`,
    [appId, customApp.version, parseId('tenant', tenantId)],
  );
  return row?.digest;
}
