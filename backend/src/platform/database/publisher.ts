import type { EntityManager } from '@mikro-orm/postgresql';

/**
 * Runs work as the one role that may write the global tables, inside the running transaction.
 * What is pending is flushed first, because the publisher may not write tenant tables.
 */
export async function asPublisher<T>(em: EntityManager, work: () => Promise<T>): Promise<T> {
  await em.flush();
  await em.execute('set local role global_publisher');
  try {
    const result = await work();
    await em.flush();
    return result;
  } finally {
    // In an aborted transaction this fails, and the rollback resets the role.
    await em.execute('reset role').catch(() => undefined);
  }
}
