import { Migration } from '@mikro-orm/migrations';
import { currentTenant, systemScope } from '../platform/database/row-level-security.ts';

/** OAuth clients, what an authorization under way needs, and what keeps a token alive. */
export class Migration20261121000800_oauth extends Migration {
  override up(): void {
    for (const sql of statements) this.addSql(sql);
  }
}

const statements = [
  `create table oauth_client (
    id uuid primary key, tenant_id uuid references tenant, app_id text not null, method_key text not null,
    client_id text not null, secret_id uuid references secret deferrable initially deferred, config jsonb not null,
    created_by uuid references app_user, created_at timestamptz not null, updated_at timestamptz not null,
    removed_at timestamptz, version int not null)`,
  `comment on table oauth_client is 'Without a tenant: of the platform, for every tenant that has none of its own. No secret is in here.'`,
  `create unique index oauth_client_of_app on oauth_client (tenant_id, app_id, method_key) nulls not distinct where removed_at is null`,
  `create index oauth_client_newest on oauth_client (id desc)`,
  `alter table oauth_client enable row level security`,
  `alter table oauth_client force row level security`,
  `create policy tenant on oauth_client to drawbridge_app using (tenant_id = ${currentTenant}) with check (tenant_id = ${currentTenant})`,
  `create policy of_platform on oauth_client for select to drawbridge_app using (tenant_id is null and ${currentTenant} is not null)`,
  `create policy system on oauth_client to drawbridge_app using (${systemScope}) with check (${systemScope})`,
  `grant select, insert, update on oauth_client to drawbridge_app`,
  // A tenant's connections read the secret of the platform's client; its row says where that lies, never what it is.
  `alter table attempt
    add column authorization_step text check (authorization_step in ('asked', 'returned', 'granted')),
    add column state_hash text unique,
    add column session_id uuid,
    add column oauth_client_id uuid references oauth_client,
    add column redirect_uri text,
    add column token_expires_at timestamptz,
    add column refreshable boolean not null default false,
    add column granted_scopes text[] not null default '{}',
    add column filled jsonb not null default '{}'`,
  `comment on column attempt.state_hash is 'SHA-256 of the state parameter; gone as soon as it has come back once.'`,

  `alter table connection
    add column oauth_client_id uuid references oauth_client,
    add column filled jsonb not null default '{}',
    add column token_expires_at timestamptz,
    add column refreshable boolean not null default false,
    add column refresh_at timestamptz,
    add column refresh_epoch bigint not null default 0,
    add column refresh_leased_until timestamptz,
    add column refresh_retry_at timestamptz,
    add column refresh_failures int not null default 0,
    add column refresh_secret_id uuid references secret deferrable initially deferred`,
  `comment on column connection.refresh_epoch is 'Grows with each lease: a refresh that comes late finds another epoch and changes nothing.'`,
  `comment on column connection.refresh_secret_id is 'Where the refresh under way writes: what is found there after a crash is taken over, because the provider may have ended the token before.'`,
  `create index connection_refresh on connection (refresh_at) where state = 'active' and refresh_at is not null`,
  `create index connection_oauth_client on connection (oauth_client_id) where state = 'active' and oauth_client_id is not null`,

  `create function connection_token(p_tenant uuid, p_connection uuid)
    returns table (state text, secret_id uuid, filled jsonb, token_expires_at timestamptz, seconds_left double precision, refreshable boolean,
      leased boolean, wait_seconds double precision)
    language plpgsql volatile set search_path = public, pg_temp as $$
    begin
      perform set_config('app.tenant_id', p_tenant::text, true), set_config('app.user_id', '', true), set_config('app.scope', 'tenant', true);
      return query select c.state, c.secret_id, c.filled, c.token_expires_at,
          extract(epoch from c.token_expires_at - now())::double precision, c.refreshable,
          coalesce(c.refresh_leased_until > now(), false),
          greatest(0, coalesce(extract(epoch from c.refresh_retry_at - now()), 0))::double precision
        from connection c where c.tenant_id = p_tenant and c.id = p_connection;
    end $$`,

  `drop function connection_for_workflow(uuid, text, uuid, uuid)`,
  `create function connection_for_workflow(p_tenant uuid, p_app text, p_connection uuid, p_global uuid)
    returns table (source text, id uuid, app_id text, method_key text, auth_kind text, name text, state text, config jsonb,
      external_account_id text, external_account_label text, secret_id uuid, filled jsonb, token_expires_at timestamptz, seconds_left double precision)
    language plpgsql volatile set search_path = public, pg_temp as $$
    begin
      perform set_config('app.tenant_id', p_tenant::text, true), set_config('app.user_id', '', true), set_config('app.scope', 'tenant', true);
      if p_connection is not null then
        return query select 'named', c.id, c.app_id, c.method_key, c.auth_kind, c.name, c.state, c.config,
            c.external_account_id, c.external_account_label, c.secret_id, c.filled, c.token_expires_at,
            extract(epoch from c.token_expires_at - now())::double precision
          from connection c where c.tenant_id = p_tenant and c.id = p_connection and (p_app is null or c.app_id = p_app);
        return;
      end if;
      if p_global is null then
        return query select 'default', c.id, c.app_id, c.method_key, c.auth_kind, c.name, c.state, c.config,
            c.external_account_id, c.external_account_label, c.secret_id, c.filled, c.token_expires_at,
            extract(epoch from c.token_expires_at - now())::double precision
          from connection c where c.tenant_id = p_tenant and c.app_id = p_app and c.is_default;
        if found then return; end if;
      end if;
      return query select 'global', g.id, g.app_id, g.method_key, g.auth_kind, g.name, g.state, g.config,
          g.external_account_id, g.external_account_label, g.secret_id, '{}'::jsonb, null::timestamptz, null::double precision
        from global_connection g
        where case when p_global is null then g.app_id = p_app and g.state = 'published' else g.id = p_global and (p_app is null or g.app_id = p_app) end
        order by g.id desc limit 1;
    end $$`,
];
