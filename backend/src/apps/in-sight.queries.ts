import { restOf, type Rest } from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';

/** How a method of an app is named in the set below. */
export const clientKey = (appId: string, methodKey: string): string => `${appId}/${methodKey}`;

/** What the caller's scope knows about apps. */
export interface InSight {
  /** The tenant's connections that are not revoked, by app; empty for the platform's roles. */
  counts: Map<string, number>;
  /** The methods that there is an OAuth client for: the tenant's own or the platform's. */
  clients: Set<string>;
  /** The apps that rest, and why. */
  resting: Map<string, Rest>;
}

interface Row {
  what: 'connections' | 'client' | 'rest';
  app_id: string;
  text: string | null;
  number: string | null;
  kind: Rest['kind'] | null;
  shared: boolean | null;
}

const own = `nullif(current_setting('app.tenant_id', true), '')::uuid`;

/** All of it for the whole catalog, in one query. */
export async function inSight(em: EntityManager): Promise<InSight> {
  const rows = await em.execute<Row[]>(
    `select 'connections' as what, app_id, null::text as text, count(*) as number, null::text as kind, null::boolean as shared
       from connection where tenant_id = ${own} and state <> 'revoked' group by app_id
     union all
     select distinct 'client', app_id, method_key, null::bigint, null::text, null::boolean from oauth_client where removed_at is null
     union all
     (select distinct on (app_id) 'rest', app_id, reason, null, kind, tenant_id is null from app_rule
       where tenant_id is null or tenant_id = ${own} order by app_id, kind, tenant_id nulls last)`,
  );
  const found: InSight = { counts: new Map(), clients: new Set(), resting: new Map() };
  for (const row of rows)
    if (row.what === 'connections') found.counts.set(row.app_id, Number(row.number));
    else if (row.what === 'client') found.clients.add(clientKey(row.app_id, row.text ?? ''));
    else if (row.kind)
      found.resting.set(
        row.app_id,
        restOf({ kind: row.kind, reason: row.text ?? '', scope: row.shared === true ? 'platform' : 'tenant' }),
      );
  return found;
}
