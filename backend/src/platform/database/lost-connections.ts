import type { Pool, PoolClient } from 'pg';

/** Longer than any statement may take: the other side no longer answers. */
const silentForMs = 20_000;

/**
 * Gives back to the pool what a transaction holds of a connection that is lost. The query builder below the ORM
 * releases a connection only once BEGIN and ROLLBACK were answered, so each one that breaks within a transaction would
 * be missing from the pool for ever; after a restart of the database none would be left.
 */
export function releaseLostConnections(pool: Pool): void {
  const held = new Set<PoolClient>();
  pool.on('acquire', (client) => held.add(client));
  pool.on('release', (_error, client) => held.delete(client));
  pool.on('connect', (client) => {
    // Later: whoever does release it by itself has done so by then.
    client.once('end', () => setImmediate(() => held.has(client) && client.release(true)));
    const { stream } = (client as unknown as Connected).connection;
    stream.setTimeout(silentForMs, () => held.has(client) && stream.destroy());
  });
}

interface Connected {
  connection: { stream: { setTimeout(ms: number, silent: () => void): void; destroy(): void } };
}
