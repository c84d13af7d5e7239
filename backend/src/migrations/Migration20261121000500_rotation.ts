import { Migration } from '@mikro-orm/migrations';
import { currentTenant, currentUser, systemScope } from '../platform/database/row-level-security.ts';

/** Rotation policies, reminders, runs of them, and the notices that people see. */
export class Migration20261121000500_rotation extends Migration {
  override up(): void {
    for (const sql of statements) this.addSql(sql);
  }
}

const optionalTenantWall = (table: string) => [
  `alter table ${table} enable row level security`,
  `alter table ${table} force row level security`,
  `create policy tenant on ${table} to drawbridge_app using (tenant_id = ${currentTenant}) with check (tenant_id = ${currentTenant})`,
  `create policy system on ${table} to drawbridge_app using (${systemScope}) with check (${systemScope})`,
];

const statements = [
  `create table rotation_policy (
    id uuid primary key, tenant_id uuid references tenant, auth_class text check (auth_class in ('oauth', 'api_key', 'basic', 'custom')),
    app_id text, connection_id uuid, days int check (days between 1 and 3650), updated_at timestamptz not null, updated_by uuid references app_user,
    foreign key (tenant_id, connection_id) references connection (tenant_id, id),
    unique nulls not distinct (tenant_id, auth_class, app_id, connection_id),
    check (num_nonnulls(auth_class, app_id, connection_id) = 1))`,
  // Defaults of the platform; an administrator may change or remove them.
  `insert into rotation_policy (id, auth_class, days, updated_at)
    select uuidv7(), class, 90, now() from unnest(array['oauth', 'api_key', 'basic', 'custom']) class`,

  ...optionalTenantWall('rotation_policy'),
  `create policy platform_default on rotation_policy for select to drawbridge_app, global_publisher using (tenant_id is null)`,
  `create policy keeper on rotation_policy for select to rotation_keeper using (true)`,
  `grant select on rotation_policy to global_publisher, rotation_keeper`,

  // The narrowest policy that fits. Called by the trigger below, so a due date can never be forgotten.
  `create function rotation_effective(p_tenant uuid, p_app text, p_kind text, p_connection uuid, out days int, out source text)
    language plpgsql stable set search_path = public, pg_temp as $$
    declare
      class text := case when p_kind like 'oauth2%' then 'oauth' when p_kind in ('api_key', 'basic') then p_kind else 'custom' end;
    begin
      select p.days, case
          when p.connection_id is not null then 'This connection'
          when p.tenant_id is not null and p.app_id is not null then 'Tenant policy for this app'
          when p.tenant_id is not null then 'Tenant policy for this kind of credential'
          when p.app_id is not null then 'Platform policy for this app'
          else 'Platform policy for this kind of credential' end
        into days, source
        from rotation_policy p
        where (p.tenant_id is null or p.tenant_id = p_tenant)
          and (p.connection_id is null or p.connection_id = p_connection)
          and (p.app_id is null or p.app_id = p_app)
          and (p.auth_class is null or p.auth_class = class)
        order by (p.connection_id is not null) desc, (p.tenant_id is not null) desc, (p.app_id is not null) desc
        limit 1;
      source := coalesce(source, 'No policy');
    end $$`,
  `create function rotation_due_of_connection() returns trigger language plpgsql set search_path = public, pg_temp as $$
    begin
      select e.days, e.source into new.rotation_days, new.rotation_source
        from rotation_effective(new.tenant_id, new.app_id, new.auth_kind, new.id) e;
      new.rotation_due_at := new.credential_set_at + make_interval(days => new.rotation_days);
      return new;
    end $$`,
  `create trigger rotation_due before insert or update of credential_set_at, rotation_source on connection
    for each row execute function rotation_due_of_connection()`,
  `create function rotation_due_of_copy() returns trigger language plpgsql set search_path = public, pg_temp as $$
    begin
      select e.days, e.source into new.rotation_days, new.rotation_source
        from rotation_effective(null, new.app_id, new.auth_kind, null) e;
      new.rotation_due_at := new.credential_set_at + make_interval(days => new.rotation_days);
      return new;
    end $$`,
  `create trigger rotation_due before insert or update of credential_set_at, rotation_source on global_connection
    for each row execute function rotation_due_of_copy()`,

  // A changed platform policy moves due dates in every tenant: one set-based update by a role that may do only that.
  `create policy keeper on connection to rotation_keeper using (true) with check (true)`,
  `grant select, update (rotation_due_at, rotation_days, rotation_source) on connection to rotation_keeper`,
  `grant select, update (rotation_due_at, rotation_days, rotation_source) on global_connection to rotation_keeper`,
  `grant usage on schema public to rotation_keeper`,
  `create schema rotation`,
  `grant usage on schema rotation to drawbridge_app`,
  `create function rotation.recompute(p_tenant uuid, p_app text, p_connection uuid) returns void
    language sql security definer set search_path = public, pg_temp as $$
      update public.connection set rotation_source = rotation_source
        where state <> 'revoked' and (p_tenant is null or tenant_id = p_tenant)
          and (p_app is null or app_id = p_app) and (p_connection is null or id = p_connection);
      update public.global_connection set rotation_source = rotation_source
        where state = 'published' and p_tenant is null and (p_app is null or app_id = p_app) $$`,
  `revoke all on function rotation.recompute from public`,
  `grant execute on function rotation.recompute to drawbridge_app`,
  `grant create on schema rotation to rotation_keeper`,
  `alter function rotation.recompute(uuid, text, uuid) owner to rotation_keeper`,
  `revoke create on schema rotation from rotation_keeper`,

  `create table reminder_run (
    id uuid primary key, tenant_id uuid references tenant, owner_id uuid references app_user,
    state text not null check (state in ('running', 'completed', 'failed')), started_by uuid references app_user,
    started_at timestamptz not null, finished_at timestamptz, total int not null, processed int not null, reminded int not null, error text,
    tries int not null, progress_at timestamptz not null, version int not null)`,
  `comment on column reminder_run.version is 'Grows with each take-over, so that a worker that was taken for dead stops.'`,
  `create index reminder_run_stalled on reminder_run (progress_at) where state = 'running'`,
  `create index reminder_run_newest on reminder_run (tenant_id, id desc)`,
  ...optionalTenantWall('reminder_run'),

  `create table reminder (
    id uuid primary key, tenant_id uuid references tenant, connection_id uuid, global_connection_id uuid references global_connection,
    due_at timestamptz not null, step int not null, run_id uuid not null references reminder_run, sent_at timestamptz not null,
    foreign key (tenant_id, connection_id) references connection (tenant_id, id),
    check ((connection_id is null) <> (global_connection_id is null)))`,
  `create index reminder_of_run on reminder (run_id)`,
  `create unique index reminder_once on reminder (connection_id, due_at, step) where connection_id is not null`,
  `create unique index reminder_once_global on reminder (global_connection_id, due_at, step) where global_connection_id is not null`,
  ...optionalTenantWall('reminder'),

  `create table notification (
    id uuid primary key, tenant_id uuid references tenant, user_id uuid not null references app_user,
    kind text not null check (kind in ('rotation_reminder', 'publication_decided', 'publication_requested', 'connection_needs_reauth')),
    title text not null, body text not null, link text not null, dedupe text not null unique,
    created_at timestamptz not null, read_at timestamptz, mailed_at timestamptz)`,
  `create index notification_newest on notification (user_id, id desc)`,
  ...optionalTenantWall('notification'),
  `create policy self on notification to drawbridge_app using (user_id = ${currentUser}) with check (user_id = ${currentUser})`,

  `grant select, insert, update, delete on rotation_policy to drawbridge_app`,
  `grant select, insert, update on reminder_run, reminder, notification to drawbridge_app`,
];
