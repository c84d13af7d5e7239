import { Migration } from '@mikro-orm/migrations';
import { currentTenant, systemScope } from '../platform/database/row-level-security.ts';

/** Which apps rest, for one tenant or for all; and the look-up of a credential tells so in its one read. */
export class Migration20261121133000_app_rules extends Migration {
  override up(): void {
    for (const sql of statements) this.addSql(sql);
  }
}

/** The rule that is named first: a block before a withdrawal, the tenant's own before the one of every tenant. */
const restOf = (row: string) => `(select jsonb_build_object('kind', r.kind, 'reason', r.reason,
    'scope', case when r.tenant_id is null then 'platform' else 'tenant' end)
  from app_rule r where r.app_id = ${row}.app_id order by r.kind, r.tenant_id nulls last limit 1)`;

const connectionColumns = `c.id, c.app_id, c.method_key, c.auth_kind, c.name, c.state, c.config,
  c.external_account_id, c.external_account_label, c.secret_id, c.filled, c.token_expires_at,
  extract(epoch from c.token_expires_at - now())::double precision, ${restOf('c')}`;

const statements = [
  `create table app_rule (
    id uuid primary key, tenant_id uuid references tenant, app_id text not null,
    kind text not null check (kind in ('blocked', 'withdrawn')), reason text not null,
    created_by uuid not null references app_user, created_at timestamptz not null)`,
  `comment on table app_rule is 'An app that rests while the row is there. Without a tenant: for every tenant. Lifted by removing the row; the audit trail keeps what was.'`,
  `create unique index app_rule_of_app on app_rule (app_id, tenant_id, kind) nulls not distinct`,
  `create index app_rule_tenant on app_rule (tenant_id)`,
  `alter table app_rule enable row level security`,
  `alter table app_rule force row level security`,
  `create policy tenant on app_rule for select to drawbridge_app using (tenant_id = ${currentTenant})`,
  `create policy of_platform on app_rule for select to drawbridge_app using (tenant_id is null and ${currentTenant} is not null)`,
  `create policy system on app_rule to drawbridge_app using (${systemScope}) with check (${systemScope})`,
  `grant select, insert, delete on app_rule to drawbridge_app`,
  // A change of the reason is a new row.
  `drop function connection_for_workflow(uuid, text, uuid, uuid)`,
  `create function connection_for_workflow(p_tenant uuid, p_app text, p_connection uuid, p_global uuid)
    returns table (source text, id uuid, app_id text, method_key text, auth_kind text, name text, state text, config jsonb,
      external_account_id text, external_account_label text, secret_id uuid, filled jsonb, token_expires_at timestamptz,
      seconds_left double precision, rest jsonb)
    language plpgsql volatile set search_path = public, pg_temp as $$
    begin
      perform set_config('app.tenant_id', p_tenant::text, true), set_config('app.user_id', '', true), set_config('app.scope', 'tenant', true);
      if p_connection is not null then
        return query select 'named', ${connectionColumns}
          from connection c where c.tenant_id = p_tenant and c.id = p_connection and (p_app is null or c.app_id = p_app);
        return;
      end if;
      if p_global is null then
        return query select 'default', ${connectionColumns}
          from connection c where c.tenant_id = p_tenant and c.app_id = p_app and c.is_default;
        if found then return; end if;
      end if;
      return query select 'global', g.id, g.app_id, g.method_key, g.auth_kind, g.name, g.state, g.config,
          g.external_account_id, g.external_account_label, g.secret_id, '{}'::jsonb, null::timestamptz, null::double precision, ${restOf('g')}
        from global_connection g
        where case when p_global is null then g.app_id = p_app and g.state = 'published' else g.id = p_global and (p_app is null or g.app_id = p_app) end
        order by g.id desc limit 1;
    end $$`,
  `create function app_rest(p_tenant uuid, p_app text) returns jsonb
    language plpgsql volatile set search_path = public, pg_temp as $$
    begin
      perform set_config('app.tenant_id', p_tenant::text, true), set_config('app.user_id', '', true), set_config('app.scope', 'tenant', true);
      return ${restOf('asked')} from (select p_app as app_id) asked;
    end $$`,
];
