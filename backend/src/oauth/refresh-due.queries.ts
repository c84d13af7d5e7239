import { formatId } from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';

/** A connection whose token is to be renewed now, or has ended for good. */
export interface Due {
  tenantId: string;
  id: string;
  secretId: string;
  refreshable: boolean;
}

/** The longest due first, over all tenants; what another process works on, or what has just failed, is left out. */
export async function dueForRefresh(em: EntityManager, limit: number): Promise<Due[]> {
  const rows = await em.execute<{ id: string; tenant_id: string; secret_id: string; refreshable: boolean }[]>(
    `select id, tenant_id, secret_id, refreshable from connection
     where state = 'active' and refresh_at <= now() and (refresh_leased_until is null or refresh_leased_until <= now())
       and (refresh_retry_at is null or refresh_retry_at <= now()) order by refresh_at limit ?`,
    [limit],
  );
  return rows.map((row) => ({
    tenantId: formatId('tenant', row.tenant_id),
    id: formatId('connection', row.id),
    secretId: formatId('secret', row.secret_id),
    refreshable: row.refreshable,
  }));
}
