import { formatId, parseId } from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Grant } from './token-endpoint.ts';

/**
 * How long one process has a refresh for itself, by the database's clock: longer than the provider may take, and long enough
 * that a process which stood still for 20 seconds stores what it got before another asks. A provider that rotates refresh tokens
 * takes the second question for theft and ends the grant (RFC 9700 section 4.14.2).
 */
export const leaseSeconds = 25;

export interface Lease {
  epoch: number;
  /** What a refresh before this one may have written before its process ended. It stays noted until `noteOwn`. */
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
     update connection c set refresh_epoch = c.refresh_epoch + 1, refresh_secret_id = coalesce(c.refresh_secret_id, ?),
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

/** Where this holder will write, in place of a predecessor who wrote nothing; false: the lease is somebody else's by now. */
export async function noteOwn(
  em: EntityManager,
  of: { connectionId: string; epoch: number; intendedId: string },
): Promise<boolean> {
  const rows = await em.execute<{ id: string }[]>(
    'update connection set refresh_secret_id = ? where id = ? and refresh_epoch = ? returning id',
    [parseId('secret', of.intendedId), parseId('connection', of.connectionId), of.epoch],
  );
  return rows.length > 0;
}

/** Has the refresh for a whole lease again, unless somebody has a newer one. */
export async function extendLease(em: EntityManager, of: { connectionId: string; epoch: number }): Promise<void> {
  await em.execute(
    'update connection set refresh_leased_until = now() + make_interval(secs => ?) where id = ? and refresh_epoch = ?',
    [leaseSeconds, parseId('connection', of.connectionId), of.epoch],
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

/**
 * Gives the lease back after a failure and says when the next try makes sense; tells how many failed before. `forget`: nothing
 * was written that the next holder could find.
 */
export async function putOff(
  em: EntityManager,
  of: { connectionId: string; epoch: number; forget: boolean; waitMs: (failures: number) => number },
): Promise<number | undefined> {
  const id = parseId('connection', of.connectionId);
  const [row] = await em.execute<{ failures: number }[]>(
    'select refresh_failures as failures from connection where id = ? and refresh_epoch = ? for update',
    [id, of.epoch],
  );
  if (!row) return undefined;
  await em.execute(
    `update connection set refresh_leased_until = null, refresh_failures = refresh_failures + 1,
       refresh_secret_id = case when ?::boolean then null else refresh_secret_id end,
       refresh_retry_at = now() + make_interval(secs => ?) where id = ?`,
    [of.forget, of.waitMs(row.failures) / 1000, id],
  );
  return row.failures;
}
