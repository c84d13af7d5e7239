import { formatId, parseId } from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';
import { asPublisher } from '../platform/index.ts';

/** How long one process has the copying of a token for itself, by the database's clock. */
const leaseSeconds = 15;

export type RenewalProblem = 'needs_reauth' | 'account_changed' | 'version_changed';

/** A published copy whose source has moved on since the copy last looked. */
export interface Lagging {
  id: string;
  /** The source is gone for good: so is the grant that both lived on. */
  isEnded: boolean;
  /** What keeps it from following; null: nothing. */
  problem: RenewalProblem | null;
  hasNewToken: boolean;
}

/** Copies that differ from what their source is now, over all tenants; one join by primary key for each copy by OAuth. */
export async function laggingCopies(em: EntityManager, limit: number): Promise<Lagging[]> {
  const rows = await em.execute<{ id: string; ended: boolean; problem: RenewalProblem | null; moved: boolean }[]>(
    `select id, ended, problem, moved from (
       select g.id, c.state = 'revoked' as ended, c.secret_id is distinct from g.followed_secret_id as moved,
         case when c.state = 'needs_reauth' then 'needs_reauth'
              when regexp_replace(c.external_account_id, 'sha256:[0-9a-f]{64}$', 'sha256:')
                is distinct from regexp_replace(g.external_account_id, 'sha256:[0-9a-f]{64}$', 'sha256:') or c.method_key <> g.method_key then 'account_changed'
              when g.app_id like 'own-%' and c.app_version is distinct from g.app_version then 'version_changed'
         end as problem, g.renewal_problem as known
       from global_connection g
       join connection c on c.tenant_id = g.source_tenant_id and c.id = g.source_connection_id
       where g.state = 'published' and g.followed_secret_id is not null
         and (g.follow_leased_until is null or g.follow_leased_until <= now())) seen
     where ended or problem is distinct from known or (problem is null and moved) limit ?`,
    [limit],
  );
  return rows.map((row) => ({
    id: formatId('globalConnection', row.id),
    isEnded: row.ended,
    problem: row.problem,
    hasNewToken: row.problem === null && row.moved,
  }));
}

/** Takes the copying of the token for one process, unless another has it or the copy is no more. */
export async function takeFollowLease(em: EntityManager, copyId: string): Promise<boolean> {
  return asPublisher(em, async () => {
    const rows = await em.execute<{ id: string }[]>(
      `update global_connection set follow_leased_until = now() + make_interval(secs => ?)
       where id = ? and state = 'published' and (follow_leased_until is null or follow_leased_until <= now()) returning id`,
      [leaseSeconds, parseId('globalConnection', copyId)],
    );
    return rows.length > 0;
  });
}
