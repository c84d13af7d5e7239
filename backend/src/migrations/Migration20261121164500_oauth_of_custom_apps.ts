import { Migration } from '@mikro-orm/migrations';

/** Custom apps by OAuth: which app a definition is of, which version a connection has, and where an OAuth client may be shown. */
export class Migration20261121164500_oauth_of_custom_apps extends Migration {
  override up(): void {
    for (const sql of statements) this.addSql(sql);
  }
}

/** The rule that is named first: a block before a withdrawal, the tenant's own before the one of every tenant. */
const restOf = (row: string) => `(select jsonb_build_object('kind', r.kind, 'reason', r.reason,
    'scope', case when r.tenant_id is null then 'platform' else 'tenant' end)
  from app_rule r where r.app_id = ${row}.app_id order by r.kind, r.tenant_id nulls last limit 1)`;

const connectionColumns = `c.id, c.app_id, c.app_version, c.method_key, c.auth_kind, c.name, c.state, c.config,
  c.external_account_id, c.external_account_label, c.secret_id, c.filled, c.token_expires_at,
  extract(epoch from c.token_expires_at - now())::double precision, ${restOf('c')}`;

const statements = [
  `alter table oauth_client add column addresses text[]`,
  `comment on column oauth_client.addresses is 'Of a custom app: where its definition showed the client when the secret was set. A version that names another address does not get it.'`,
  `alter table oauth_client add check (tenant_id is not null or app_id not like 'own-%')`,
  `drop function custom_app_definition(uuid, text, int)`,
  `create function custom_app_definition(p_tenant uuid, p_app text, p_version int)
    returns table (custom_app_id uuid, number int, definition jsonb)
    language plpgsql volatile set search_path = public, pg_temp as $$
    begin
      perform set_config('app.tenant_id', coalesce(p_tenant::text, ''), true), set_config('app.user_id', '', true), set_config('app.scope', 'tenant', true);
      return query select a.id, v.number, v.definition from custom_app a join custom_app_version v on v.custom_app_id = a.id
        where a.app_id = p_app and (a.tenant_id = p_tenant or a.tenant_id is null)
          and case when p_version is null then v.retired_at is null else v.number = p_version end
        order by v.number desc limit 1;
    end $$`,
  `drop function connection_for_workflow(uuid, text, uuid, uuid)`,
  `create function connection_for_workflow(p_tenant uuid, p_app text, p_connection uuid, p_global uuid)
    returns table (source text, id uuid, app_id text, app_version int, method_key text, auth_kind text, name text, state text, config jsonb,
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
      return query select 'global', g.id, g.app_id, null::int, g.method_key, g.auth_kind, g.name, g.state, g.config,
          g.external_account_id, g.external_account_label, g.secret_id, g.filled, g.token_expires_at,
          extract(epoch from g.token_expires_at - now())::double precision, ${restOf('g')}
        from global_connection g
        where case when p_global is null then g.app_id = p_app and g.state = 'published' else g.id = p_global and (p_app is null or g.app_id = p_app) end
        order by g.id desc limit 1;
    end $$`,
];
