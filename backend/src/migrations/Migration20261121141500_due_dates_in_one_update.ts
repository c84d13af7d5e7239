import { Migration } from '@mikro-orm/migrations';

/**
 * A changed policy asks once for each app and kind of credential what counts, and not once for each connection, and
 * writes only the rows whose due date moves. The trigger is left to what is connected, rotated or published.
 */
export class Migration20261121141500_due_dates_in_one_update extends Migration {
  override up(): void {
    for (const sql of statements) this.addSql(sql);
  }
}

const onlyForCredentials = (table: string, handler: string) => [
  `drop trigger rotation_due on ${table}`,
  `create trigger rotation_due before insert or update of credential_set_at on ${table}
    for each row execute function ${handler}()`,
];

const statements = [
  ...onlyForCredentials('connection', 'rotation_due_of_connection'),
  ...onlyForCredentials('global_connection', 'rotation_due_of_copy'),

  // Only its owner may replace it.
  `grant create on schema rotation to rotation_keeper`,
  `set local role rotation_keeper`,
  // Connections with a policy of their own are asked for one by one: there are few.
  `create or replace function rotation.recompute(p_tenant uuid, p_app text, p_connection uuid) returns void
    language sql security definer set search_path = public, pg_temp as $$
      with chosen as (
        select c.tenant_id, c.id, c.app_id, c.auth_kind, p.connection_id as own from public.connection c
          left join public.rotation_policy p on p.tenant_id = c.tenant_id and p.connection_id = c.id
          where c.state <> 'revoked' and (p_tenant is null or c.tenant_id = p_tenant)
            and (p_app is null or c.app_id = p_app) and (p_connection is null or c.id = p_connection)),
      kinds as (
        select k.*, e.days, e.source
          from (select distinct tenant_id, app_id, auth_kind, own from chosen) k
            cross join lateral public.rotation_effective(k.tenant_id, k.app_id, k.auth_kind, k.own) e)
      update public.connection c set rotation_days = k.days, rotation_source = k.source,
          rotation_due_at = c.credential_set_at + make_interval(days => k.days)
        from chosen o join kinds k on k.tenant_id = o.tenant_id and k.app_id = o.app_id
          and k.auth_kind = o.auth_kind and k.own is not distinct from o.own
        where c.tenant_id = o.tenant_id and c.id = o.id
          and (c.rotation_days, c.rotation_source) is distinct from (k.days, k.source);
      with kinds as (
        select k.*, e.days, e.source
          from (select distinct app_id, auth_kind from public.global_connection
                where state = 'published' and p_tenant is null and (p_app is null or app_id = p_app)) k
            cross join lateral public.rotation_effective(null, k.app_id, k.auth_kind, null) e)
      update public.global_connection g set rotation_days = k.days, rotation_source = k.source,
          rotation_due_at = g.credential_set_at + make_interval(days => k.days)
        from kinds k where g.state = 'published' and g.app_id = k.app_id and g.auth_kind = k.auth_kind
          and (g.rotation_days, g.rotation_source) is distinct from (k.days, k.source) $$`,
  `reset role`,
  `revoke create on schema rotation from rotation_keeper`,
];
