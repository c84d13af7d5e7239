import { Migration } from '@mikro-orm/migrations';

/** Published copies of connections of custom apps: each names the version that it was made with, which everybody may then read. */
export class Migration20261121172500_published_custom_apps extends Migration {
  override up(): void {
    for (const sql of statements) this.addSql(sql);
  }
}

/** The id of a tenant's own app means something in its own tenant only; another tenant may have an app of the same id. */
const foreign = `(g.app_id like 'own-%' and g.source_tenant_id <> p_tenant)`;

/** The rule that is named first: a block before a withdrawal, the tenant's own before the one of every tenant. */
const restOf = (row: string, isForeign = 'false') => `(select jsonb_build_object('kind', r.kind, 'reason', r.reason,
    'scope', case when r.tenant_id is null then 'platform' else 'tenant' end)
  from app_rule r where r.app_id = ${row}.app_id and (r.tenant_id is null or not ${isForeign}) order by r.kind, r.tenant_id nulls last limit 1)`;

const connectionColumns = `c.id, c.app_id, c.app_version, null::uuid, c.method_key, c.auth_kind, c.name, c.state, c.config,
  c.external_account_id, c.external_account_label, c.secret_id, c.filled, c.token_expires_at,
  extract(epoch from c.token_expires_at - now())::double precision, ${restOf('c')}`;

const definition = (name: string, params: string, tenant: string, from: string) => `create function ${name}(${params})
    returns table (custom_app_id uuid, version_id uuid, number int, definition jsonb, digest text)
    language plpgsql volatile set search_path = public, pg_temp as $$
    begin
      perform set_config('app.tenant_id', ${tenant}, true), set_config('app.user_id', '', true), set_config('app.scope', 'tenant', true);
      return query select v.custom_app_id, v.id, v.number, v.definition, encode(sha256(convert_to(v.definition::text, 'UTF8')), 'hex')
        from custom_app_version v ${from};
    end $$`;

const statements = [
  `alter table global_connection
    add column app_version int,
    add column app_name text,
    add column custom_app_version_id uuid references custom_app_version,
    add check ((app_version is null) = (custom_app_version_id is null) and (app_version is null) = (app_name is null)),
    add check (app_id !~ '^(own|custom)-' or custom_app_version_id is not null),
    drop constraint global_connection_renewal_problem_check,
    add constraint global_connection_renewal_problem_check check (renewal_problem in ('needs_reauth', 'account_changed', 'version_changed'))`,
  `comment on column global_connection.custom_app_version_id is 'Of a custom app: what the copy is tested, renewed and read by; it was shown to whoever approved. Everybody may read it while the copy is published.'`,
  `create index global_connection_custom on global_connection (custom_app_version_id) where state = 'published' and custom_app_version_id is not null`,
  // Only the version that a reviewer approved, only for reading, and only as long as there is a copy to use it with.
  `create policy published on custom_app_version for select to drawbridge_app using (exists (
    select 1 from global_connection g where g.custom_app_version_id = custom_app_version.id and g.state = 'published'))`,
  `drop function custom_app_definition(uuid, text, int)`,
  definition(
    'custom_app_definition',
    'p_tenant uuid, p_app text, p_version int',
    `coalesce(p_tenant::text, '')`,
    `join custom_app a on a.id = v.custom_app_id where a.app_id = p_app and (a.tenant_id = p_tenant or a.tenant_id is null)
          and case when p_version is null then v.retired_at is null else v.number = p_version end
        order by v.number desc limit 1`,
  ),
  definition('published_app_definition', 'p_version uuid', `''`, 'where v.id = p_version'),
  `drop function connection_for_workflow(uuid, text, uuid, uuid)`,
  `create function connection_for_workflow(p_tenant uuid, p_app text, p_connection uuid, p_global uuid)
    returns table (source text, id uuid, app_id text, app_version int, custom_app_version_id uuid, method_key text, auth_kind text, name text, state text, config jsonb,
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
      return query select 'global', g.id, g.app_id, g.app_version, g.custom_app_version_id, g.method_key, g.auth_kind, g.name, g.state, g.config,
          g.external_account_id, g.external_account_label, g.secret_id, g.filled, g.token_expires_at,
          extract(epoch from g.token_expires_at - now())::double precision, ${restOf('g', foreign)}
        from global_connection g
        where case when p_global is null then g.app_id = p_app and g.state = 'published' and not ${foreign} else g.id = p_global and (p_app is null or g.app_id = p_app) end
        order by g.id desc limit 1;
    end $$`,
];
