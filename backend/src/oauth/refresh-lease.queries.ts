import { formatId, parseId } from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Grant } from './token-endpoint.ts';

/** How long one process has a refresh for itself, by the database's clock: longer than the provider may take. */
export const leaseSeconds = 15;

export interface Lease {
  epoch: number;
  /** What a refresh before this one may have written before its process ended. */
  leftOver: string | null;
}

/**
 * Takes the refresh of this credential for one process, unless another has it, it has just failed, or the credential is
 * another one by now. The epoch that comes back fences: whoever comes later has a higher one.
 */
export async function takeLease(
  em: EntityManager,
  of: { connectionId: string; secretId: string; intendedId: string },
): Promise<Lease | undefined> {
  const [row] = await em.execute<{ epoch: string; left_over: string | null }[]>(
    `with before as (select id, refresh_secret_id from connection where id = ? for update)
     update connection c set refresh_epoch = c.refresh_epoch + 1, refresh_secret_id = ?,
       refresh_leased_until = now() + make_interval(secs => ?)
     from before where c.id = before.id and c.state = 'active' and c.secret_id = ? and c.refreshable
       and (c.refresh_leased_until is null or c.refresh_leased_until <= now())
       and (c.refresh_retry_at is null or c.refresh_retry_at <= now())
     returning c.refresh_epoch as epoch, before.refresh_secret_id as left_over`,
    [
      parseId('connection', of.connectionId),
      parseId('secret', of.intendedId),
      leaseSeconds,
      parseId('secret', of.secretId),
    ],
  );
  return (
    row && { epoch: Number(row.epoch), leftOver: row.left_over === null ? null : formatId('secret', row.left_over) }
  );
}

export interface Renewal {
  connectionId: string;
  /** The credential that it was made from. */
  from: string;
  secretId: string;
  grant: Pick<Grant, 'filled' | 'scopes'>;
  expiresInSeconds: number | undefined;
  refreshInSeconds: number | undefined;
}

/**
 * Moves the pointer to the new credential, if it still points at the one that this was made from; false: it came too late.
 * The epoch moves too, so a holder of a later lease that the provider refused meanwhile no longer decides. A process that was
 * paused past its lease thus loses to whoever renewed, and still saves what it got when nobody did.
 */
export async function moveToRenewed(em: EntityManager, of: Renewal): Promise<boolean> {
  const rows = await em.execute<{ id: string }[]>(
    `update connection set secret_id = ?, filled = filled || ?::jsonb, granted_scopes = coalesce(?::text[], granted_scopes),
       token_expires_at = now() + make_interval(secs => ?), refresh_at = now() + make_interval(secs => ?),
       refresh_epoch = refresh_epoch + 1,
       refresh_leased_until = null, refresh_retry_at = null, refresh_failures = 0, refresh_secret_id = null
     where id = ? and secret_id = ? and state = 'active' returning id`,
    [
      parseId('secret', of.secretId),
      JSON.stringify(of.grant.filled),
      of.grant.scopes === undefined ? null : `{${of.grant.scopes.map((scope) => JSON.stringify(scope)).join(',')}}`,
      of.expiresInSeconds ?? null,
      of.refreshInSeconds ?? null,
      parseId('connection', of.connectionId),
      parseId('secret', of.from),
    ],
  );
  return rows.length > 0;
}

/** Gives the lease back after a failure and says when the next try makes sense; tells how many failed before. */
export async function putOff(
  em: EntityManager,
  of: { connectionId: string; epoch: number; waitMs: (failures: number) => number },
): Promise<number | undefined> {
  const id = parseId('connection', of.connectionId);
  const [row] = await em.execute<{ failures: number }[]>(
    'select refresh_failures as failures from connection where id = ? and refresh_epoch = ? for update',
    [id, of.epoch],
  );
  if (!row) return undefined;
  await em.execute(
    `update connection set refresh_leased_until = null, refresh_secret_id = null, refresh_failures = refresh_failures + 1,
       refresh_retry_at = now() + make_interval(secs => ?) where id = ?`,
    [of.waitMs(row.failures) / 1000, id],
  );
  return row.failures;
}
