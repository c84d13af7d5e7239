import { Migration } from '@mikro-orm/migrations';
import { tenantWall } from '../platform/database/row-level-security.ts';

/** Where secrets are meant to be, attempts, connections and who uses them. */
export class Migration20261121000300_connections extends Migration {
  override up(): void {
    for (const sql of statements) this.addSql(sql);
  }
}

const statements = [
  `create table secret (
    id uuid primary key, tenant_id uuid references tenant, area text not null check (area in ('tenants', 'global', 'platform')),
    owner_id uuid not null, state text not null check (state in ('intended', 'live', 'doomed', 'destroyed')),
    next_at timestamptz, tries int not null default 0, created_at timestamptz not null, version int not null)`,
  `comment on table secret is 'One row for every path in Vault: written before the secret, closed after its destruction. No secret is in here.'`,
  `create index secret_due on secret (next_at) where next_at is not null`,
  ...tenantWall('secret', { system: 'all' }),

  `create table connection (
    id uuid not null, tenant_id uuid not null references tenant, app_id text not null, method_key text not null,
    auth_kind text not null, name text not null, state text not null check (state in ('active', 'needs_reauth', 'revoked')),
    is_default boolean not null, external_account_id text, external_account_label text, config jsonb not null,
    secret_fields text[] not null, granted_scopes text[] not null, owner_id uuid not null references app_user, secret_id uuid references secret deferrable initially deferred,
    health jsonb, credential_set_at timestamptz not null, first_used_at timestamptz, last_used_at timestamptz,
    use_count bigint not null default 0,
    rotation_due_at timestamptz, rotation_days int, rotation_source text not null,
    created_at timestamptz not null, revoked_at timestamptz, revoked_by uuid references app_user, revoke_reason text,
    version int not null,
    primary key (id), unique (tenant_id, id),
    check ((state = 'revoked') = (revoked_at is not null)),
    check (state = 'revoked' or secret_id is not null))`,
  `create unique index connection_name on connection (tenant_id, app_id, lower(name)) where state <> 'revoked'`,
  `create unique index connection_account on connection (tenant_id, app_id, external_account_id)
    where state <> 'revoked' and external_account_id is not null`,
  `create unique index connection_default on connection (tenant_id, app_id) where is_default`,
  `create index connection_newest on connection (tenant_id, id desc)`,
  `create index connection_app on connection (tenant_id, app_id, id desc)`,
  `create index connection_state on connection (tenant_id, state, id desc)`,
  `create index connection_due on connection (tenant_id, rotation_due_at, id) where state <> 'revoked' and rotation_due_at is not null`,
  `create index connection_due_all on connection (rotation_due_at, id) where state <> 'revoked' and rotation_due_at is not null`,
  ...tenantWall('connection', { system: 'select' }),

  `create table attempt (
    id uuid primary key, tenant_id uuid not null references tenant, kind text not null check (kind in ('create', 'reauthorize', 'rotate')),
    state text not null check (state in ('pending', 'succeeded', 'failed', 'expired')),
    connection_id uuid, app_id text not null, method_key text not null, name text not null, config jsonb not null,
    secret_fields text[] not null, secret_id uuid references secret deferrable initially deferred, confirm_account_change boolean not null,
    updated_existing boolean not null default false, test jsonb, error jsonb, external_account_id text, external_account_label text,
    created_by uuid not null references app_user, created_at timestamptz not null, expires_at timestamptz not null,
    tested_until timestamptz, version int not null,
    foreign key (tenant_id, connection_id) references connection (tenant_id, id))`,
  `create index attempt_open on attempt (expires_at) where state = 'pending'`,
  `create index attempt_newest on attempt (tenant_id, id desc)`,
  ...tenantWall('attempt', { system: 'select' }),

  `create table usage (
    id uuid primary key, tenant_id uuid not null references tenant, connection_id uuid, global_connection_id uuid,
    workflow text not null, operation text, api_key_id uuid not null,
    use_count bigint not null, first_used_at timestamptz not null, last_used_at timestamptz not null,
    foreign key (tenant_id, connection_id) references connection (tenant_id, id),
    foreign key (tenant_id, api_key_id) references api_key (tenant_id, id),
    unique nulls not distinct (tenant_id, connection_id, global_connection_id, workflow, operation, api_key_id),
    check ((connection_id is null) <> (global_connection_id is null)))`,
  `create index usage_of_connection on usage (tenant_id, connection_id, last_used_at desc, id)`,
  `create index usage_of_global on usage (global_connection_id, last_used_at desc, id) where global_connection_id is not null`,
  ...tenantWall('usage', { system: 'select' }),

  `create table use_by_day (
    tenant_id uuid not null references tenant, day date not null, uses bigint not null, denied bigint not null,
    primary key (tenant_id, day))`,
  ...tenantWall('use_by_day', { system: 'select' }),

  `grant select, insert, update on secret, connection, attempt, usage, use_by_day to drawbridge_app`,
];
