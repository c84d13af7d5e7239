import { parseId, reviewRestDays, type ReviewReason } from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';
import { customAppNameColumn } from '../apps/index.ts';
import { days } from '../platform/index.ts';

export interface LookRow {
  id: string;
  app_id: string;
  app_name: string | null;
  name: string;
  state: 'active' | 'needs_reauth';
  is_default: boolean;
  external_account_id: string | null;
  external_account_label: string | null;
  owner_id: string;
  created_at: Date;
  last_used_at: Date | null;
  version: number;
  reasons: ReviewReason[];
}

interface Wanted {
  tenantId: string;
  now: Date;
  /** The names of the catalog's apps by their ids. */
  appNames: Record<string, string>;
  limit: number;
  /** Older ones than this. */
  before?: string | undefined;
  /** This one alone, whether it was kept or not. */
  only?: string | undefined;
}

const ago = (now: Date, count: number) => new Date(now.getTime() - days(count)).toISOString();

/**
 * The connections of a tenant that are worth a look, the newest first: one walk along the index of the tenant's
 * connections that ends with the page. There is no index on the last use, since every use would have to write it.
 */
export function worthALook(em: EntityManager, wanted: Wanted): Promise<LookRow[]> {
  const { tenantId, now, before, only } = wanted;
  const tenant = parseId('tenant', tenantId);
  const position = only ?? before;
  const which = only === undefined ? (before === undefined ? '' : 'and c.id < ?') : 'and c.id = ?';
  return em.execute<LookRow[]>(statement(which, only === undefined), [
    JSON.stringify(wanted.appNames),
    tenant,
    ...[ago(now, unusedDays), ago(now, neverUsedDays)],
    tenant,
    ...(position === undefined ? [] : [parseId('connection', position)]),
    ...(only === undefined ? [tenant, ago(now, reviewRestDays)] : []),
    wanted.limit,
  ]);
}

const unusedDays = 90;
const neverUsedDays = 30;

const generic = ['', 'test', 'tmp', 'temp', 'foo', 'bar', 'asdf', 'x'].map((word) => `'${word}'`).join(', ');
const customName = customAppNameColumn('c.app_id', 'c.tenant_id');
const statement = (which: string, withoutKept: boolean) => `
  with plain as materialized (select jsonb_object_agg(key, plain_name(value)) as names from jsonb_each_text(?::jsonb)),
    -- Whoever adds the newest connection of an app is the one to choose a default.
    bare as materialized (select newest.id from
      (select tenant_id, app_id from connection where tenant_id = ? and state <> 'revoked'
        group by tenant_id, app_id having count(*) > 1 and not bool_or(is_default)) several
      cross join lateral (select n.id from connection n where n.tenant_id = several.tenant_id and n.app_id = several.app_id
        and n.state <> 'revoked' order by n.id desc limit 1) newest)
  select w.* from (
    select c.id, c.app_id, ${customName} as app_name, c.name, c.state, c.is_default, c.external_account_id,
      c.external_account_label, c.owner_id, c.created_at, c.last_used_at, c.version, r.reasons
    from connection c cross join lateral (select array_remove(array[
      case when c.last_used_at < ?::timestamptz then 'unused' end,
      case when c.last_used_at is null and c.created_at < ?::timestamptz then 'never_used' end,
      case when c.id in (select id from bare) then 'no_default' end,
      case when c.plain_name in (${generic}, (select names from plain) ->> c.app_id, plain_name(${customName})) then 'unclear_name' end,
      case when not exists (select from membership m where m.tenant_id = c.tenant_id and m.user_id = c.owner_id) then 'owner_gone' end,
      case when c.state = 'needs_reauth' or c.health ->> 'outcome' = 'failed' then 'failing' end], null) as reasons offset 0) r
    where c.tenant_id = ? and c.state <> 'revoked' ${which} and cardinality(r.reasons) > 0 order by c.id desc offset 0) w
  ${withoutKept ? 'where not exists (select from connection_review v where v.tenant_id = ? and v.connection_id = w.id and v.reviewed_at > ?::timestamptz)' : ''}
  order by w.id desc limit ?`;
