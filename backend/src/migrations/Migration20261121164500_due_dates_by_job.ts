import { Migration } from '@mikro-orm/migrations';
import { currentTenant, systemScope } from '../platform/database/row-level-security.ts';

/**
 * A changed policy moves due dates in batches of their own: how far that is, and the functions that move one batch.
 * What writes a due date has its transaction id before it reads the policies, so whoever waits for the transactions that
 * are older than a policy finds everything that was written without knowing of it.
 */
export class Migration20261121164500_due_dates_by_job extends Migration {
  override up(): void {
    for (const sql of statements) this.addSql(sql);
  }
}

const ofConnection = `
  begin
    perform pg_current_xact_id();
    select e.days, e.source into new.rotation_days, new.rotation_source
      from rotation_effective(new.tenant_id, new.app_id, new.auth_kind, new.id) e;
    new.rotation_due_at := new.credential_set_at + make_interval(days => new.rotation_days);
    return new;
  end`;

const ofCopy = `
  begin
    perform pg_current_xact_id();
    select e.days, e.source into new.rotation_days, new.rotation_source
      from rotation_effective(null, new.app_id, new.auth_kind, null) e;
    new.rotation_due_at := new.credential_set_at + make_interval(days => new.rotation_days);
    return new;
  end`;

const trigger = (name: string, body: string) =>
  `create or replace function ${name}() returns trigger language plpgsql set search_path = public, pg_temp as $$ ${body} $$`;

const statements = [
  trigger('rotation_due_of_connection', ofConnection),
  trigger('rotation_due_of_copy', ofCopy),

  `create table due_date_move (
    id uuid primary key, tenant_id uuid references tenant, app_id text,
    state text not null check (state in ('running', 'completed')), part text not null check (part in ('connections', 'copies')),
    after_tenant uuid not null, after_id uuid not null, total int, processed int not null, turn int not null,
    started_at timestamptz not null, progress_at timestamptz not null, finished_at timestamptz,
    unique nulls not distinct (tenant_id))`,
  `comment on table due_date_move is 'The newest move of due dates in each scope; a newer policy starts it anew.'`,
  `comment on column due_date_move.turn is 'Grows with each policy and each take-over, so that whoever worked on it before stops.'`,
  `create index due_date_move_stalled on due_date_move (progress_at) where state = 'running'`,
  `alter table due_date_move enable row level security`,
  `alter table due_date_move force row level security`,
  `create policy tenant on due_date_move to drawbridge_app using (tenant_id = ${currentTenant}) with check (tenant_id = ${currentTenant})`,
  `create policy system on due_date_move to drawbridge_app using (${systemScope}) with check (${systemScope})`,
  `grant select, insert, update on due_date_move to drawbridge_app`,

  `grant usage, create on schema rotation to rotation_keeper`,
  `set local role rotation_keeper`,
  // Rows are locked in one order, as by whatever else locks several. A row that another has changed meanwhile is left as it is: that one knew the same policies or newer ones.
  `create function rotation.move_connections(p_from uuid, p_to uuid, p_app text, p_after uuid, p_limit int,
      out seen int, out last_tenant uuid, out last_id uuid)
    language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      with chosen as materialized (
        select c.tenant_id, c.id, c.app_id, c.auth_kind, c.rotation_days, c.rotation_source, p.connection_id as own
          from connection c left join rotation_policy p on p.tenant_id = c.tenant_id and p.connection_id = c.id
          where (c.tenant_id, c.id) > (p_from, p_after) and c.tenant_id <= p_to and c.state <> 'revoked'
            and (p_app is null or c.app_id = p_app)
          order by c.tenant_id, c.id limit p_limit),
      kinds as materialized (
        select k.*, e.days, e.source
          from (select distinct tenant_id, app_id, auth_kind, own from chosen) k
            cross join lateral rotation_effective(k.tenant_id, k.app_id, k.auth_kind, k.own) e),
      moving as materialized (
        select c.tenant_id, c.id, o.rotation_days, o.rotation_source, k.days, k.source
          from chosen o join kinds k on k.tenant_id = o.tenant_id and k.app_id = o.app_id
              and k.auth_kind = o.auth_kind and k.own is not distinct from o.own
            join connection c on c.tenant_id = o.tenant_id and c.id = o.id
          where (o.rotation_days, o.rotation_source) is distinct from (k.days, k.source)
          order by c.tenant_id, c.id for no key update of c),
      moved as (
        update connection c set rotation_days = m.days, rotation_source = m.source,
            rotation_due_at = c.credential_set_at + make_interval(days => m.days)
          from moving m where c.tenant_id = m.tenant_id and c.id = m.id
            and (c.rotation_days, c.rotation_source) is not distinct from (m.rotation_days, m.rotation_source))
      select (select count(*) from chosen), l.tenant_id, l.id into seen, last_tenant, last_id
        from chosen l order by l.tenant_id desc, l.id desc limit 1;
      seen := coalesce(seen, 0);
    end $$`,
  `create function rotation.move_copies(p_app text, p_after uuid, p_limit int, out seen int, out last_id uuid)
    language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      with chosen as materialized (
        select id, app_id, auth_kind, rotation_days, rotation_source from global_connection
          where id > p_after and state = 'published' and (p_app is null or app_id = p_app) order by id limit p_limit),
      kinds as materialized (
        select k.*, e.days, e.source from (select distinct app_id, auth_kind from chosen) k
          cross join lateral rotation_effective(null, k.app_id, k.auth_kind, null) e),
      moved as (
        update global_connection g set rotation_days = k.days, rotation_source = k.source,
            rotation_due_at = g.credential_set_at + make_interval(days => k.days)
          from chosen o join kinds k on k.app_id = o.app_id and k.auth_kind = o.auth_kind
          where g.id = o.id and (o.rotation_days, o.rotation_source) is distinct from (k.days, k.source)
            and (g.rotation_days, g.rotation_source) is not distinct from (o.rotation_days, o.rotation_source))
      select (select count(*) from chosen), l.id into seen, last_id from chosen l order by l.id desc limit 1;
      seen := coalesce(seen, 0);
    end $$`,
  `revoke all on function rotation.move_connections, rotation.move_copies from public`,
  `grant execute on function rotation.move_connections, rotation.move_copies to drawbridge_app`,
  // rotation.recompute stays for processes of the version before this one.
  `create function rotation.move_one(p_tenant uuid, p_connection uuid) returns void
    language sql security definer set search_path = public, pg_temp as $$
      update connection c set rotation_days = e.days, rotation_source = e.source,
          rotation_due_at = c.credential_set_at + make_interval(days => e.days)
        from (select k.tenant_id, k.id, f.days, f.source from connection k
            cross join lateral rotation_effective(k.tenant_id, k.app_id, k.auth_kind, k.id) f
            where k.tenant_id = p_tenant and k.id = p_connection) e
        where c.tenant_id = e.tenant_id and c.id = e.id and c.state <> 'revoked' $$`,
  `revoke all on function rotation.move_one from public`,
  `grant execute on function rotation.move_one to drawbridge_app`,
  `reset role`,
  `revoke usage, create on schema rotation from rotation_keeper`,
];
