import { parseId } from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';
import { customAppNameColumn } from '../apps/index.ts';
import type { Sight } from './sight.ts';

/** Where a page starts: behind this one. `dueUs` has every microsecond of the database, which a Date has not. */
export interface Position {
  dueUs: string;
  id: string;
}

export interface DueRow {
  kind: 'connection' | 'global_connection';
  id: string;
  tenant_id: string | null;
  owner_id: string | null;
  app_id: string;
  /** Of a custom app. */
  app_name: string | null;
  auth_kind: string;
  name: string;
  credential_set_at: Date;
  due_at: Date;
  due_us: string;
  rotation_days: number;
  rotation_source: string;
}

export interface DueFilter {
  sight: Sight;
  tenantId?: string | undefined;
  appId?: string | undefined;
  /** Due at this moment or later. */
  from?: Date | undefined;
  /** Due before this moment. */
  before: Date;
  after?: Position | undefined;
}

/** Microseconds since 1970 as a moment again. */
export const momentOf = (us: string) => `(timestamptz 'epoch' + ${us} * interval '1 microsecond')`;

/** The credentials that come due, the first ones first: one index scan for each of the two tables. */
export function selectDue(em: EntityManager, filter: DueFilter, limit: number): Promise<DueRow[]> {
  const parts = sourcesOf(filter).map(({ columns, table, where, values }) => ({
    sql: `(select ${columns} from ${table} where ${where} order by rotation_due_at, id limit ?)`,
    values: [...values, limit],
  }));
  return em.execute<DueRow[]>(
    `select due.*, (extract(epoch from due_at) * 1000000)::bigint::text as due_us
     from (${parts.map(({ sql }) => sql).join(' union all ')}) due order by due_at, id limit ?`,
    [...parts.flatMap(({ values }) => values), limit],
  );
}

/** How many there are. */
export async function countDue(em: EntityManager, filter: DueFilter): Promise<number> {
  const parts = sourcesOf(filter);
  const counts = parts.map(({ table, where }) => `(select count(*) from ${table} where ${where})`);
  const [row] = await em.execute<{ count: number }[]>(
    `select (${counts.join(' + ')})::int as count`,
    parts.flatMap(({ values }) => values),
  );
  return row?.count ?? 0;
}

interface Source {
  columns: string;
  table: string;
  where: string;
  values: unknown[];
}

function sourcesOf(filter: DueFilter): Source[] {
  const { sight, tenantId } = filter;
  const connections = source('connection', filter, "state <> 'revoked' and rotation_due_at is not null", [
    ...(sight.tenantId === null ? [] : [{ sql: 'tenant_id = ?', value: parseId('tenant', sight.tenantId) }]),
    ...(sight.ownerId === null ? [] : [{ sql: 'owner_id = ?', value: parseId('user', sight.ownerId) }]),
    ...(tenantId === undefined ? [] : [{ sql: 'tenant_id = ?', value: parseId('tenant', tenantId) }]),
  ]);
  // A copy belongs to no tenant: it is looked after by the platform.
  const copies = sight.tenantId === null && tenantId === undefined;
  return copies ? [connections, source('global_connection', filter, "state = 'published'", [])] : [connections];
}

function source(
  table: 'connection' | 'global_connection',
  filter: DueFilter,
  live: string,
  more: { sql: string; value: unknown }[],
): Source {
  const conditions = [
    ...more,
    ...(filter.appId === undefined ? [] : [{ sql: 'app_id = ?', value: filter.appId }]),
    ...(filter.from === undefined
      ? []
      : [{ sql: 'rotation_due_at >= ?::timestamptz', value: filter.from.toISOString() }]),
    { sql: 'rotation_due_at < ?::timestamptz', value: filter.before.toISOString() },
  ];
  const { after } = filter;
  const owners = table === 'connection' ? 'tenant_id, owner_id' : 'null::uuid as tenant_id, null::uuid as owner_id';
  const definedBy = table === 'connection' ? `${table}.tenant_id` : `${table}.source_tenant_id`;
  const appName = customAppNameColumn(`${table}.app_id`, definedBy);
  return {
    columns: `'${table}' as kind, id, ${owners}, app_id, ${appName} as app_name, auth_kind, name, credential_set_at, rotation_due_at as due_at, rotation_days, rotation_source`,
    table,
    where: [
      live,
      ...conditions.map(({ sql }) => sql),
      ...(after ? [`(rotation_due_at, id) > (${momentOf('?::bigint')}, ?::uuid)`] : []),
    ].join(' and '),
    values: [...conditions.map(({ value }) => value), ...(after ? [after.dueUs, after.id] : [])],
  };
}

/** How many reminders a run has given so far. */
export async function remindedBy(em: EntityManager, runId: string): Promise<number> {
  const [row] = await em.execute<{ count: number }[]>('select count(*)::int as count from reminder where run_id = ?', [
    parseId('reminderRun', runId),
  ]);
  return row?.count ?? 0;
}
