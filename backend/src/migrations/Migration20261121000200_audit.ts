import { Migration } from '@mikro-orm/migrations';
import { currentTenant, systemScope } from '../platform/database/row-level-security.ts';

/** The audit trail: rows that are only added, numbered without gaps and chained by digest within each tenant. */
export class Migration20261121000200_audit extends Migration {
  override up(): void {
    for (const sql of statements) this.addSql(sql);
  }
}

const statements = [
  `create table audit_event (
    id uuid primary key, tenant_id uuid references tenant, seq bigint not null, at timestamptz not null,
    action text not null, outcome text not null check (outcome in ('success', 'failure', 'denied')),
    actor_kind text not null check (actor_kind in ('user', 'api_key', 'system', 'anonymous')),
    actor_id text, actor_name text not null, target_type text, target_id text, target_name text,
    owner_id uuid, changes jsonb not null, reason text, count int not null, request_id text,
    hash bytea not null,
    unique nulls not distinct (tenant_id, seq))`,
  `comment on table audit_event is 'Only ever inserted into. seq and hash are set by the trigger.'`,
  `create index audit_event_tenant on audit_event (tenant_id, id desc)`,
  `create index audit_event_action on audit_event (tenant_id, action, id desc)`,
  `create index audit_event_target on audit_event (target_id, id desc)`,
  `create index audit_event_actor on audit_event (actor_id, id desc)`,
  `create index audit_event_owner on audit_event (owner_id, id desc) where owner_id is not null`,
  `create index audit_event_action_all on audit_event (action, id desc)`,

  `create table audit_chain (scope uuid primary key, seq bigint not null, hash bytea not null)`,
  `comment on table audit_chain is 'The newest link of each chain; the zero UUID stands for the platform.'`,

  // jsonb prints its keys in one order, so the digest can be computed again from the row alone.
  `create function audit_digest(e audit_event, previous bytea) returns bytea language sql stable as $$
    select sha256('\\x00'::bytea || previous || convert_to(jsonb_build_object(
      'id', e.id, 'tenant', e.tenant_id, 'seq', e.seq, 'at', to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
      'action', e.action, 'outcome', e.outcome, 'actorKind', e.actor_kind, 'actorId', e.actor_id, 'actorName', e.actor_name,
      'targetType', e.target_type, 'targetId', e.target_id, 'targetName', e.target_name, 'ownerId', e.owner_id,
      'changes', e.changes, 'reason', e.reason, 'count', e.count, 'requestId', e.request_id)::text, 'UTF8')) $$`,
  `create function audit_append() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    declare
      chain uuid := coalesce(new.tenant_id, '00000000-0000-0000-0000-000000000000');
      previous bytea;
    begin
      insert into audit_chain as c (scope, seq, hash) values (chain, 1, '\\x')
        on conflict (scope) do update set seq = c.seq + 1 returning c.seq, c.hash into new.seq, previous;
      new.at := clock_timestamp();
      new.hash := audit_digest(new, previous);
      update audit_chain set hash = new.hash where scope = chain;
      return new;
    end $$`,
  `create trigger audit_append before insert on audit_event for each row execute function audit_append()`,

  `alter table audit_event enable row level security`,
  `alter table audit_event force row level security`,
  `create policy tenant on audit_event to drawbridge_app using (tenant_id = ${currentTenant}) with check (tenant_id = ${currentTenant})`,
  `create policy system on audit_event to drawbridge_app using (${systemScope}) with check (${systemScope})`,
  `create policy of_nobody on audit_event for insert to drawbridge_app with check (tenant_id is null)`,
  `grant select, insert on audit_event to drawbridge_app`,
  `grant select on audit_chain to drawbridge_app`,
];
