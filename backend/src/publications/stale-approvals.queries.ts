import { formatId } from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';

/**
 * Approvals whose copy was begun before a moment, the longest waiting first; another process gets others. SQL of its
 * own, because whose turn it is changes nothing that the audit trail is to know of.
 */
export async function claimStaleApprovals(em: EntityManager, before: Date, now: Date): Promise<string[]> {
  const rows = await em.execute<{ id: string }[]>(
    `update publication_request set copy_started_at = ? where id in (
       select id from publication_request where state = 'approving' and copy_started_at < ?
       order by copy_started_at limit 10 for update skip locked) returning id`,
    [now, before],
  );
  return rows.map((row) => formatId('publicationRequest', row.id));
}
