import { Migration } from '@mikro-orm/migrations';
import { currentTenant, systemScope } from '../platform/database/row-level-security.ts';

/** Apps that are defined in the console, their versions, and which version a connection was made with. */
export class Migration20261121142000_custom_apps extends Migration {
  override up(): void {
    for (const sql of statements) this.addSql(sql);
  }
}

/** A tenant writes its own, a system admin the platform's; everybody reads the platform's. */
const walls = (table: string): string[] => [
  `alter table ${table} enable row level security`,
  `alter table ${table} force row level security`,
  `create policy tenant on ${table} to drawbridge_app using (tenant_id = ${currentTenant}) with check (tenant_id = ${currentTenant})`,
  `create policy of_platform on ${table} for select to drawbridge_app using (tenant_id is null)`,
  `create policy system_read on ${table} for select to drawbridge_app using (${systemScope})`,
  `create policy system_write on ${table} to drawbridge_app using (${systemScope} and tenant_id is null) with check (${systemScope} and tenant_id is null)`,
];

const statements = [
  `create table custom_app (
    id uuid primary key, tenant_id uuid references tenant, app_id text not null, name text not null,
    created_by uuid not null references app_user, created_at timestamptz not null,
    withdrawn_at timestamptz, withdraw_reason text, version int not null,
    unique nulls not distinct (tenant_id, app_id),
    check (app_id like case when tenant_id is null then 'custom-%' else 'own-%' end),
    check ((withdrawn_at is null) = (withdraw_reason is null)))`,
  `comment on table custom_app is 'Without a tenant: for every tenant. The prefix of the id keeps it apart from the catalog that comes with the product.'`,
  `create table custom_app_version (
    id uuid primary key, custom_app_id uuid not null references custom_app, tenant_id uuid, number int not null check (number > 0),
    definition jsonb not null, note text, created_by uuid not null references app_user, created_at timestamptz not null,
    retired_at timestamptz, unique (custom_app_id, number))`,
  `comment on table custom_app_version is 'A definition never changes: connections that were made with it go on with it. Only retired_at may be set.'`,
  ...walls('custom_app'),
  ...walls('custom_app_version'),
  `grant select, insert, update on custom_app to drawbridge_app`,
  `grant select, insert, update (retired_at) on custom_app_version to drawbridge_app`,
  `alter table connection add column app_version int`,
  `alter table attempt add column app_version int`,
  `comment on column connection.app_version is 'The version of a custom app that it was made with; null for apps of the catalog.'`,
  // Withdrawing an app makes it rest; a tenant may do that to its own, and to nothing else.
  `create policy withdraw on app_rule for insert to drawbridge_app
    with check (tenant_id = ${currentTenant} and kind = 'withdrawn' and app_id like 'own-%')`,
  `create policy restore on app_rule for delete to drawbridge_app
    using (tenant_id = ${currentTenant} and kind = 'withdrawn' and app_id like 'own-%')`,
  `create function custom_app_definition(p_tenant uuid, p_app text, p_version int)
    returns table (number int, definition jsonb)
    language plpgsql volatile set search_path = public, pg_temp as $$
    begin
      perform set_config('app.tenant_id', coalesce(p_tenant::text, ''), true), set_config('app.user_id', '', true), set_config('app.scope', 'tenant', true);
      return query select v.number, v.definition from custom_app a join custom_app_version v on v.custom_app_id = a.id
        where a.app_id = p_app and (a.tenant_id = p_tenant or a.tenant_id is null)
          and case when p_version is null then v.retired_at is null else v.number = p_version end
        order by v.number desc limit 1;
    end $$`,
];
