import { Migration } from '@mikro-orm/migrations';

/** A copy is used with what was found for it, such as a chosen site or a pinned host key, and tells when its token ends. */
export class Migration20261121160000_filled_of_copies extends Migration {
  override up(): void {
    for (const sql of statements) this.addSql(sql);
  }
}

/** The rule that is named first: a block before a withdrawal, the tenant's own before the one of every tenant. */
const restOf = (row: string) => `(select jsonb_build_object('kind', r.kind, 'reason', r.reason,
    'scope', case when r.tenant_id is null then 'platform' else 'tenant' end)
  from app_rule r where r.app_id = ${row}.app_id order by r.kind, r.tenant_id nulls last limit 1)`;

const connectionColumns = `c.id, c.app_id, c.method_key, c.auth_kind, c.name, c.state, c.config,
  c.external_account_id, c.external_account_label, c.secret_id, c.filled, c.token_expires_at,
  extract(epoch from c.token_expires_at - now())::double precision, ${restOf('c')}`;

const statements = [
  `drop function connection_for_workflow(uuid, text, uuid, uuid)`,
  `create function connection_for_workflow(p_tenant uuid, p_app text, p_connection uuid, p_global uuid)
    returns table (source text, id uuid, app_id text, method_key text, auth_kind text, name text, state text, config jsonb,
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
      return query select 'global', g.id, g.app_id, g.method_key, g.auth_kind, g.name, g.state, g.config,
          g.external_account_id, g.external_account_label, g.secret_id, g.filled, g.token_expires_at,
          extract(epoch from g.token_expires_at - now())::double precision, ${restOf('g')}
        from global_connection g
        where case when p_global is null then g.app_id = p_app and g.state = 'published' else g.id = p_global and (p_app is null or g.app_id = p_app) end
        order by g.id desc limit 1;
    end $$`,
];
