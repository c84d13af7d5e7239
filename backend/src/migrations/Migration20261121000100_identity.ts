import { Migration } from '@mikro-orm/migrations';
import { currentTenant, currentUser, systemScope, tenantWall } from '../platform/database/row-level-security.ts';

/** Tenants, people, memberships, sessions and API keys; and the look-ups that run before a tenant is known. */
export class Migration20261121000100_identity extends Migration {
  override up(): void {
    for (const sql of statements) this.addSql(sql);
  }
}

const statements = [
  `create table tenant (
    id uuid primary key, name text not null, slug text not null unique, suspended boolean not null default false,
    created_at timestamptz not null, version int not null)`,
  `alter table tenant enable row level security`,
  `alter table tenant force row level security`,
  `create policy own on tenant for select to drawbridge_app using (id = ${currentTenant})`,
  `create policy system on tenant to drawbridge_app using (${systemScope}) with check (${systemScope})`,

  `create table app_user (
    id uuid primary key, email text not null, name text not null, password_hash text not null,
    failed_sign_ins int not null default 0, locked_until timestamptz, disabled boolean not null default false,
    last_sign_in_at timestamptz, created_at timestamptz not null, version int not null)`,
  `create unique index app_user_email on app_user (lower(email))`,

  `create table membership (
    id uuid primary key, tenant_id uuid references tenant, user_id uuid not null references app_user, role text not null,
    created_at timestamptz not null,
    unique nulls not distinct (tenant_id, user_id),
    check ((tenant_id is null and role in ('system_admin', 'compliance')) or
           (tenant_id is not null and role in ('tenant_admin', 'member'))))`,
  `create index membership_user on membership (user_id)`,
  `create index membership_tenant on membership (tenant_id, id)`,
  ...tenantWall('membership', { system: 'all' }),
  `create policy mine on tenant for select to drawbridge_app
    using (exists (select from membership m where m.tenant_id = tenant.id and m.user_id = ${currentUser}))`,
  `create policy self on membership for select to drawbridge_app using (user_id = ${currentUser})`,

  `alter table app_user enable row level security`,
  `alter table app_user force row level security`,
  `create policy self on app_user to drawbridge_app using (id = ${currentUser}) with check (id = ${currentUser})`,
  `create policy colleague on app_user for select to drawbridge_app
    using (exists (select from membership m where m.user_id = app_user.id and m.tenant_id = ${currentTenant}))`,
  `create policy invite on app_user for insert to drawbridge_app with check (${currentTenant} is not null)`,
  `create policy system on app_user to drawbridge_app using (${systemScope}) with check (${systemScope})`,

  `create table session (
    id uuid primary key, token_hash bytea not null unique, user_id uuid not null references app_user,
    membership_id uuid not null references membership on delete cascade,
    created_at timestamptz not null, last_seen_at timestamptz not null, expires_at timestamptz not null)`,
  `create index session_user_id on session (user_id)`,
  `create index session_membership on session (membership_id)`,
  `create index session_expiry on session (expires_at)`,
  `alter table session enable row level security`,
  `alter table session force row level security`,
  `create policy self on session to drawbridge_app using (user_id = ${currentUser}) with check (user_id = ${currentUser})`,
  `create policy system on session to drawbridge_app using (${systemScope}) with check (${systemScope})`,
  `create policy member_removed on session for delete to drawbridge_app
    using (exists (select from membership m where m.id = session.membership_id and m.tenant_id = ${currentTenant}))`,
  `create policy member_seen on session for select to drawbridge_app
    using (exists (select from membership m where m.id = session.membership_id and m.tenant_id = ${currentTenant}))`,

  `create table api_key (
    id uuid primary key, tenant_id uuid not null references tenant, name text not null, hint text not null,
    secret_hash bytea not null, created_by uuid not null references app_user, created_at timestamptz not null,
    expires_at timestamptz, revoked_at timestamptz, last_used_at timestamptz, unique (tenant_id, id))`,
  `create unique index api_key_name on api_key (tenant_id, lower(name)) where revoked_at is null`,
  ...tenantWall('api_key', { system: 'select' }),

  `create schema auth`,
  `grant usage on schema auth to drawbridge_app`,
  `grant usage on schema public to auth_lookup`,
  `grant select on tenant, app_user, membership, session, api_key to auth_lookup`,
  ...['tenant', 'app_user', 'membership', 'session', 'api_key'].map(
    (table) => `create policy lookup on ${table} for select to auth_lookup using (true)`,
  ),
  `create function auth.user_by_email(p_email text)
    returns table (id uuid, name text, password_hash text, failed_sign_ins int, locked_until timestamptz, disabled boolean)
    language sql stable security definer set search_path = pg_catalog, pg_temp as $$
      select u.id, u.name, u.password_hash, u.failed_sign_ins, u.locked_until, u.disabled
      from public.app_user u where lower(u.email) = lower(p_email) $$`,
  `create function auth.session_by_hash(p_hash bytea, p_idle interval, p_system_idle interval)
    returns table (session_id uuid, user_id uuid, user_name text, user_email text, membership_id uuid, role text,
      tenant_id uuid, tenant_name text, created_at timestamptz, last_seen_at timestamptz)
    language sql stable security definer set search_path = pg_catalog, pg_temp as $$
      select s.id, u.id, u.name, u.email, m.id, m.role, m.tenant_id, t.name, s.created_at, s.last_seen_at
      from public.session s
      join public.app_user u on u.id = s.user_id and not u.disabled
      join public.membership m on m.id = s.membership_id and m.user_id = s.user_id
      left join public.tenant t on t.id = m.tenant_id
      where s.token_hash = p_hash and s.expires_at > now()
        and s.last_seen_at > now() - case when m.tenant_id is null then p_system_idle else p_idle end
        and not coalesce(t.suspended, false) $$`,
  `create function auth.api_key_by_id(p_id uuid)
    returns table (id uuid, name text, secret_hash bytea, tenant_id uuid, tenant_name text)
    language sql stable security definer set search_path = pg_catalog, pg_temp as $$
      select k.id, k.name, k.secret_hash, t.id, t.name
      from public.api_key k join public.tenant t on t.id = k.tenant_id and not t.suspended
      where k.id = p_id and k.revoked_at is null and (k.expires_at is null or k.expires_at > now()) $$`,
  `grant create on schema auth to auth_lookup`,
  ...[
    'auth.user_by_email(text)',
    'auth.session_by_hash(bytea, interval, interval)',
    'auth.api_key_by_id(uuid)',
  ].flatMap((f) => [
    `revoke all on function ${f} from public`,
    `grant execute on function ${f} to drawbridge_app`,
    `alter function ${f} owner to auth_lookup`,
  ]),
  `revoke create on schema auth from auth_lookup`,

  `grant select, insert, update on tenant, app_user to drawbridge_app`,
  `grant select, insert, update, delete on membership, session to drawbridge_app`,
  `grant select, insert, update on api_key to drawbridge_app`,
];
