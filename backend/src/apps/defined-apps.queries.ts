import type { AppSummary } from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';

/** What is known of an app without its definition. */
export type NamedApp = Pick<AppSummary, 'id' | 'name' | 'category'>;

const platformApps = `select a.app_id as id, a.name, v.definition ->> 'category' as category
  from custom_app a cross join lateral (
    select definition from custom_app_version where custom_app_id = a.id and retired_at is null order by number desc limit 1) v
  where a.tenant_id is null`;

/** The custom apps that the platform offers to every tenant, in one statement. */
export const offeredByPlatform = (em: EntityManager): Promise<NamedApp[]> =>
  em.execute<NamedApp[]>(`${platformApps} and a.withdrawn_at is null order by a.app_id`);

/** One of the platform's, withdrawn or not. */
export async function definedByPlatform(em: EntityManager, appId: string): Promise<NamedApp | undefined> {
  const [app] = await em.execute<NamedApp[]>(`${platformApps} and a.app_id = ?`, [appId]);
  return app;
}

/** The apps that tenants defined for themselves, to search by: several may have given one of the same id, which is one here. */
export const definedByTenants = (em: EntityManager): Promise<Pick<NamedApp, 'id' | 'name'>[]> =>
  em.execute<Pick<NamedApp, 'id' | 'name'>[]>(
    `select a.app_id as id, string_agg(a.name || ' (' || t.name || ')', ', ' order by t.name) as name
     from custom_app a join tenant t on t.id = a.tenant_id group by a.app_id order by a.app_id limit 500`,
  );
