import type { EntityManager } from '@mikro-orm/postgresql';
import { rowsOf } from '../platform/index.ts';
import { Tenant } from './entities.ts';

/** The names of these tenants, in one query. */
export async function tenantsById(em: EntityManager, ids: (string | null | undefined)[]) {
  const wanted = [...new Set(ids.filter((id) => id != null))];
  const tenants = wanted.length === 0 ? [] : await rowsOf(em, Tenant, { id: { $in: wanted } });
  const names = new Map(tenants.map((tenant) => [tenant.id, tenant.name]));
  return (id: string) => ({ id, name: names.get(id) ?? 'Another tenant' });
}
