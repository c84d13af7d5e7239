/** The tenant of the running transaction; null (which matches no row) when none was set. */
export const currentTenant = `nullif(current_setting('app.tenant_id', true), '')::uuid`;
export const currentUser = `nullif(current_setting('app.user_id', true), '')::uuid`;
export const systemScope = `coalesce(current_setting('app.scope', true), '') = 'system'`;

interface Walls {
  /** What the platform's own roles and jobs may do across tenants. */
  system: 'none' | 'select' | 'all';
}

/**
 * Puts a table behind row-level security by its tenant_id. FORCE makes it hold for the table's owner as well.
 * System scope is set by the unit of work for platform roles and jobs, never from input.
 */
export function tenantWall(table: string, { system }: Walls): string[] {
  const walls = [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy tenant on ${table} to drawbridge_app using (tenant_id = ${currentTenant}) with check (tenant_id = ${currentTenant})`,
  ];
  if (system === 'select')
    walls.push(`create policy system on ${table} for select to drawbridge_app using (${systemScope})`);
  if (system === 'all')
    walls.push(`create policy system on ${table} to drawbridge_app using (${systemScope}) with check (${systemScope})`);
  return walls;
}
