import { parseId } from '@drawbridge/catalog';
import type { TestDatabase } from './database.ts';

const quoted = (name: string) => `"${name}"`;

/** All tables of the product, by name. */
export async function tablesOf(database: TestDatabase): Promise<string[]> {
  const rows = await database.sql<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  );
  return rows.map((row) => row.name).filter((name) => name !== 'mikro_orm_migrations');
}

/** A digest of all rows of a tenant, table by table: equal exactly when nothing of the tenant has changed. */
export async function rowsOfTenant(database: TestDatabase, tenantId: string): Promise<Record<string, string>> {
  const tenant = parseId('tenant', tenantId);
  const tables = await database.sql<{ name: string }>(
    `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'tenant_id' order by 1`,
  );
  const parts = tables.map(({ name }) => [name, `select * from ${quoted(name)} where tenant_id = $1`]);
  parts.push(
    ['tenant itself', 'select * from tenant where id = $1'],
    ['its people', 'select * from app_user where id in (select user_id from membership where tenant_id = $1)'],
    ['its sessions', 'select * from session where membership_id in (select id from membership where tenant_id = $1)'],
    ['its published copies', 'select * from global_connection where source_tenant_id = $1'],
  );
  const digests: Record<string, string> = {};
  for (const [name, select] of parts as [string, string][]) {
    const [row] = await database.sql<{ digest: string | null; count: string }>(
      `select count(*) as count, md5(string_agg(line, E'\\n' order by line)) as digest from (select rows::text as line from (${select}) rows) texts`,
      [tenant],
    );
    digests[name] = `${row?.count ?? 0} ${row?.digest ?? ''}`;
  }
  return digests;
}

/** How many rows each table has. */
export async function rowCounts(database: TestDatabase): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of await tablesOf(database)) {
    const [row] = await database.sql<{ count: string }>(`select count(*) as count from ${quoted(table)}`);
    counts[table] = Number(row?.count);
  }
  return counts;
}

const filler: Record<string, string> = {
  timestamptz: 'now()',
  jsonb: `'{}'`,
  text: `'filled'`,
  _text: `'{}'`,
  bool: 'false',
};

/** Puts a row straight into a table; what the table requires and nobody gave is filled in. */
export async function insertRow(database: TestDatabase, table: string, values: Record<string, unknown>): Promise<void> {
  const required = await database.sql<{ name: string; type: string }>(
    `select column_name as name, udt_name as type from information_schema.columns
     where table_schema = 'public' and table_name = $1 and is_nullable = 'NO' and column_default is null and is_generated = 'NEVER'`,
    [table],
  );
  const given = Object.keys(values);
  const filled = required.filter((column) => !given.includes(column.name));
  await database.sql(
    `insert into ${quoted(table)} (${[...given, ...filled.map((column) => column.name)].map(quoted).join(', ')})
     values (${[...given.map((_, at) => `$${at + 1}`), ...filled.map((column) => filler[column.type] ?? '1')].join(', ')})`,
    Object.values(values),
  );
}
