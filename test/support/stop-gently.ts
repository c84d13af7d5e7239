import { eventually } from './eventually.ts';
import type { Harness } from './harness.ts';

/**
 * Stops an application that worked on jobs. A pool says that it has ended before its sockets are closed, and dropping
 * the database then breaks them under it: first they have to be gone.
 */
export async function stopGently(h: Harness): Promise<void> {
  await h.app.close();
  await eventually('the connections to be closed', async () => {
    const open = await h.database.sql(
      `select from pg_stat_activity where datname = $1 and usename like 'drawbridge%'`,
      [h.database.name],
    );
    return open.length === 0 ? true : undefined;
  });
  await h.database.drop();
}
