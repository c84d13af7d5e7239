import { parseId } from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';

/**
 * An intended secret is in use from now on; false where it was not intended. One statement, because every approval,
 * renewal and connection does this.
 */
export async function settleIntended(em: EntityManager, secretId: string): Promise<boolean> {
  const settled = await em.execute<unknown[]>(
    `update secret set state = 'live', next_at = null, version = version + 1 where id = ? and state = 'intended' returning id`,
    [parseId('secret', secretId)],
  );
  return settled.length > 0;
}
