import { Migration } from '@mikro-orm/migrations';
import { tenantWall } from '../platform/database/row-level-security.ts';

/** Publication requests, and the global tables that only the publisher role can write. */
export class Migration20261121000400_publications extends Migration {
  override up(): void {
    for (const sql of statements) this.addSql(sql);
  }
}

const globalTables = ['global_connection', 'global_connection_version'];

const statements = [
  `create table publication_request (
    id uuid primary key, tenant_id uuid not null references tenant, connection_id uuid not null,
    state text not null check (state in ('pending', 'approving', 'approved', 'denied', 'withdrawn', 'expired')),
    app_id text not null, justification text not null, snapshot jsonb not null, snapshot_digest text not null,
    requested_by uuid not null references app_user, requested_at timestamptz not null, expires_at timestamptz not null,
    decided_by uuid references app_user, decided_at timestamptz, decision_reason text,
    copy_secret_id uuid references secret deferrable initially deferred, copy_source_secret_id uuid, copy_started_at timestamptz, global_connection_id uuid, version int not null,
    foreign key (tenant_id, connection_id) references connection (tenant_id, id),
    constraint requester_does_not_decide check (state not in ('approving', 'approved', 'denied') or decided_by <> requested_by),
    check (state in ('pending', 'withdrawn', 'expired') or decided_by is not null))`,
  `create unique index publication_request_open on publication_request (connection_id) where state in ('pending', 'approving')`,
  `create index publication_request_newest on publication_request (tenant_id, id desc)`,
  `create index publication_request_queue on publication_request (state, id desc)`,
  `create index publication_request_connection on publication_request (connection_id, id desc)`,
  `create index publication_request_expiry on publication_request (expires_at) where state = 'pending'`,
  ...tenantWall('publication_request', { system: 'all' }),
  `grant select, insert, update on publication_request to drawbridge_app`,

  `create table global_connection (
    id uuid primary key, app_id text not null, method_key text not null, auth_kind text not null, name text not null,
    state text not null check (state in ('published', 'revoked')), published_version int not null,
    external_account_id text, external_account_label text, config jsonb not null, secret_fields text[] not null, scopes text[] not null,
    secret_id uuid, source_tenant_id uuid not null, source_connection_id uuid not null, publication_request_id uuid not null,
    published_at timestamptz not null, published_by uuid not null, credential_set_at timestamptz not null,
    rotation_due_at timestamptz, rotation_days int, rotation_source text not null,
    revoked_at timestamptz, revoked_by uuid, revoke_reason text, version int not null,
    check ((state = 'revoked') = (revoked_at is not null)),
    check (state = 'revoked' or secret_id is not null))`,
  `create unique index global_connection_source on global_connection (source_connection_id) where state = 'published'`,
  `create index global_connection_newest on global_connection (id desc)`,
  `create index global_connection_app on global_connection (app_id, id desc) where state = 'published'`,
  `create index global_connection_due on global_connection (rotation_due_at, id) where state = 'published'`,

  `create table global_connection_version (
    global_connection_id uuid not null references global_connection deferrable initially deferred, published_version int not null, name text not null,
    publication_request_id uuid not null, snapshot jsonb not null, snapshot_digest text not null,
    published_at timestamptz not null, published_by uuid not null, primary key (global_connection_id, published_version))`,

  `create table global_connection_use (
    global_connection_id uuid primary key references global_connection, use_count bigint not null, last_used_at timestamptz not null)`,
  `comment on table global_connection_use is 'Counters only; kept apart so that the copy itself stays read-only for the app.'`,

  // Every tenant may read the copies; the grant below is the wall for writing.
  ...globalTables.map((table) => `grant select on ${table} to drawbridge_app`),
  ...globalTables.map((table) => `grant select, insert, update on ${table} to global_publisher`),
  `grant usage on schema public to global_publisher`,
  `grant select, insert, update on global_connection_use to drawbridge_app`,

  // What a workflow asks for, in one statement: sets the tenant for this statement's own transaction, then reads as the
  // app itself, so row-level security holds.
  `create function connection_for_workflow(p_tenant uuid, p_app text, p_connection uuid, p_global uuid)
    returns table (source text, id uuid, app_id text, method_key text, auth_kind text, name text, state text, config jsonb,
      external_account_id text, external_account_label text, secret_id uuid)
    language plpgsql volatile set search_path = public, pg_temp as $$
    begin
      perform set_config('app.tenant_id', p_tenant::text, true), set_config('app.user_id', '', true), set_config('app.scope', 'tenant', true);
      if p_connection is not null then
        return query select 'named', c.id, c.app_id, c.method_key, c.auth_kind, c.name, c.state, c.config,
            c.external_account_id, c.external_account_label, c.secret_id
          from connection c where c.tenant_id = p_tenant and c.id = p_connection and (p_app is null or c.app_id = p_app);
        return;
      end if;
      if p_global is null then
        return query select 'default', c.id, c.app_id, c.method_key, c.auth_kind, c.name, c.state, c.config,
            c.external_account_id, c.external_account_label, c.secret_id
          from connection c where c.tenant_id = p_tenant and c.app_id = p_app and c.is_default;
        if found then return; end if;
      end if;
      return query select 'global', g.id, g.app_id, g.method_key, g.auth_kind, g.name, g.state, g.config,
          g.external_account_id, g.external_account_label, g.secret_id
        from global_connection g
        where case when p_global is null then g.app_id = p_app and g.state = 'published' else g.id = p_global and (p_app is null or g.app_id = p_app) end
        order by g.id desc limit 1;
    end $$`,
];
