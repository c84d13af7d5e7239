import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { record } from '../audit/index.ts';
import { refreshTime, targetOf, type Connection } from '../connections/index.ts';
import { Clock, faultPoint, Log, minutes, seconds, UnitOfWork } from '../platform/index.ts';
import { SecretLedger, SecretMissing, SecretStore, tenantPlace, type SecretFields } from '../secrets/index.ts';
import { extendLease, moveToRenewed, noteOwn } from './refresh-lease.queries.ts';
import { kept, keptFrom } from './renewal-record.ts';
import type { Grant } from './token-endpoint.ts';

/** Whoever resolved the old token just now may finish with it. */
const grace = seconds(60);
/** How long a renewed token is tried to be stored: until then it is in the memory of this process alone. */
const storeWithin = minutes(2);
const longestPause = seconds(5);

/** One refresh, held by this process under a lease. */
export interface HeldRefresh {
  connection: Connection;
  /** The credential that is renewed. */
  from: string;
  epoch: number;
  /** Where the new one will lie. */
  intendedId: string;
  /** Where a holder before, who never came back, may have left one. */
  leftOver: string | null;
}

type Terms = Pick<Grant, 'filled' | 'scopes' | 'expiresInSeconds'>;

/** Stores renewed tokens and points to them: the secret first, then the pointer, and only where it still is what was renewed. */
@Injectable()
export class RenewedTokens {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly store: SecretStore,
    private readonly ledger: SecretLedger,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** The credential to renew. */
  read({ connection, from }: HeldRefresh): Promise<SecretFields> {
    return this.store.read(tenantPlace(connection.tenantId, from));
  }

  /**
   * Takes what a process wrote that ended before it could point to it: the provider may know the old token no more.
   * `late`: somebody with a newer lease has come before.
   */
  async takeOver(held: HeldRefresh): Promise<'taken' | 'late' | 'nothing'> {
    const { leftOver, connection } = held;
    if (leftOver === null) return 'nothing';
    const grant = await this.foundAt(leftOver, held);
    if (grant) {
      const isOurs = await this.point(held, leftOver, grant);
      await this.discard(held);
      return isOurs ? 'taken' : 'late';
    }
    const isOurs = await this.uow.asTenant(connection.tenantId, (em) =>
      noteOwn(em, { connectionId: connection.id, epoch: held.epoch, intendedId: held.intendedId }),
    );
    if (!isOurs) await this.discard(held);
    return isOurs ? 'nothing' : 'late';
  }

  /** Tries until it is stored, and keeps the lease meanwhile, so that nobody shows the provider the used token again. */
  async write(held: HeldRefresh, before: SecretFields, grant: Grant): Promise<void> {
    const { connection, intendedId, epoch, from } = held;
    const secrets = { ...before, ...grant.secrets, ...kept(from, grant, this.clock.now()) };
    const until = performance.now() + storeWithin;
    for (let wait = 100; ; wait = Math.min(2 * wait, longestPause))
      try {
        await this.store.write(tenantPlace(connection.tenantId, intendedId), secrets);
        return faultPoint('refresh.written');
      } catch (error) {
        if (performance.now() + wait > until) {
          this.log.fault('a renewed token could not be stored', error, { connectionId: connection.id });
          throw error;
        }
        await this.uow
          .asTenant(connection.tenantId, (em) => extendLease(em, { connectionId: connection.id, epoch }))
          .catch(() => undefined);
        await pause(wait);
      }
  }

  /** Moves the pointer; false: another has renewed meanwhile, and what was got here is destroyed. */
  async point(held: HeldRefresh, newId: string, grant: Terms): Promise<boolean> {
    const { connection, from } = held;
    const now = this.clock.now();
    const { expiresInSeconds } = grant;
    const end = expiresInSeconds === undefined ? null : new Date(now.getTime() + seconds(expiresInSeconds));
    const at = refreshTime(now, end, true);
    const renewal = {
      connectionId: connection.id,
      from,
      secretId: newId,
      grant,
      expiresInSeconds,
      refreshInSeconds: at === null ? undefined : (at.getTime() - now.getTime()) / 1000,
    };
    const isOurs = await this.uow.asTenant(connection.tenantId, async (em) => {
      if (!(await moveToRenewed(em, renewal))) return false;
      await this.ledger.settle(em, newId);
      await this.ledger.doom(em, from, this.clock.in(grace));
      record(em, { action: 'connection.refreshed', target: targetOf(connection), ownerId: connection.ownerId });
      return true;
    });
    if (isOurs) faultPoint('refresh.pointed');
    else await this.discard(held);
    return isOurs;
  }

  private async foundAt(secretId: string, { connection, from }: HeldRefresh): Promise<Terms | undefined> {
    try {
      return keptFrom(await this.store.read(tenantPlace(connection.tenantId, secretId)), from, this.clock.now());
    } catch (error) {
      if (error instanceof SecretMissing) return undefined;
      throw error;
    }
  }

  private discard({ connection, intendedId }: HeldRefresh): Promise<void> {
    return this.uow.asTenant(connection.tenantId, (em) => this.ledger.discard(em, intendedId));
  }
}
