import type { EntityManager } from '@mikro-orm/postgresql';

/** How a method of an app is named in the set below. */
export const clientKey = (appId: string, methodKey: string): string => `${appId}/${methodKey}`;

/** The methods that there is an OAuth client for: the tenant's own or the platform's. One query for a whole list. */
export async function clientsInSight(em: EntityManager): Promise<Set<string>> {
  const rows = await em.execute<{ app_id: string; method_key: string }[]>(
    'select distinct app_id, method_key from oauth_client where removed_at is null',
  );
  return new Set(rows.map((row) => clientKey(row.app_id, row.method_key)));
}
