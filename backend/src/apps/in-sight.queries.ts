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
  /** The custom apps that are offered: the tenant's own and the platform's. */
  custom: { appId: string; number: number; definition: unknown }[];
}

interface Row {
  what: 'connections' | 'client' | 'rest' | 'custom';
  app_id: string;
  text: string | null;
  number: string | null;
  kind: Rest['kind'] | null;
  definition: unknown;
  shared: boolean | null;
}

const own = `nullif(current_setting('app.tenant_id', true), '')::uuid`;

/** All of it for the whole catalog, in one query. */
export async function inSight(em: EntityManager): Promise<InSight> {
  const rows = await em.execute<Row[]>(
    `select 'connections' as what, app_id, null::text as text, count(*) as number, null::text as kind, null::boolean as shared, null::jsonb as definition
       from connection where tenant_id = ${own} and state <> 'revoked' group by app_id
     union all
     select distinct 'client', app_id, method_key, null::bigint, null::text, null::boolean, null::jsonb from oauth_client where removed_at is null
     union all
     (select distinct on (app_id) 'rest', app_id, reason, null, kind, tenant_id is null, null from app_rule
       where tenant_id is null or tenant_id = ${own} order by app_id, kind, tenant_id nulls last)
     union all
     (select distinct on (a.id) 'custom', a.app_id, null, v.number, null, null, v.definition from custom_app a
       join custom_app_version v on v.custom_app_id = a.id and v.retired_at is null
       where a.tenant_id is null or a.tenant_id = ${own} order by a.id, v.number desc)`,
  );
  const found: InSight = { counts: new Map(), clients: new Set(), resting: new Map(), custom: [] };
  for (const row of rows)
    if (row.what === 'connections') found.counts.set(row.app_id, Number(row.number));
    else if (row.what === 'client') found.clients.add(clientKey(row.app_id, row.text ?? ''));
    else if (row.what === 'custom')
      found.custom.push({ appId: row.app_id, number: Number(row.number), definition: row.definition });
    else if (row.kind)
      found.resting.set(
        row.app_id,
        restOf({ kind: row.kind, reason: row.text ?? '', scope: row.shared === true ? 'platform' : 'tenant' }),
      );
  return found;
}
