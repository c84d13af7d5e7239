import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { AppCatalog } from '../apps/index.ts';
import { record } from '../audit/index.ts';
import { Connection, lockConnection, refreshTime, targetOf } from '../connections/index.ts';
import { Clock, Log, minutes, seconds, UnitOfWork } from '../platform/index.ts';
import {
  SecretLedger,
  SecretMissing,
  SecretStore,
  SecretSweeper,
  tenantPlace,
  type SecretFields,
} from '../secrets/index.ts';
import { ClientSecrets } from './client-secret.ts';
import { OAuthClient } from './oauth-client.entity.ts';
import type { Party } from './party.ts';
import { Reauthorization } from './reauthorization.ts';
import { leaseSeconds, moveToRenewed, putOff, takeLease } from './refresh-lease.queries.ts';
import { kept, keptFrom } from './renewal-record.ts';
import { TokenEndpoint, type Grant } from './token-endpoint.ts';
import { asRefusal, TokenRefused } from './token-refused.ts';

/** Whoever resolved the old token just now may finish with it. */
const grace = seconds(60);
/** What a process that ended has written stays for the next one to find. */
const leftOverFor = minutes(24 * 60);
const contested = seconds(2 * leaseSeconds);
const longestBackoff = minutes(5);

/** `renewed`: there is a new token. `busy`: another has the lease, or it is not time. `failed`: see the connection. */
export type RefreshOutcome = 'renewed' | 'busy' | 'failed';

interface Held {
  connection: Connection;
  client: OAuthClient | null;
  /** The credential that is renewed. */
  from: string;
  epoch: number;
  intendedId: string;
  leftOver: string | null;
  until: number;
}

/**
 * Renews a token: lease and intent in one transaction, the provider's call outside of any, the new place in Vault, then the
 * pointer, only where it still points at what was renewed. So there is one call per expiry over all replicas, no lock is held across
 * HTTP, and a process that comes late changes nothing.
 */
@Injectable()
export class RefreshService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly apps: AppCatalog,
    private readonly clients: ClientSecrets,
    private readonly endpoint: TokenEndpoint,
    private readonly store: SecretStore,
    private readonly ledger: SecretLedger,
    private readonly sweeper: SecretSweeper,
    private readonly reauthorization: Reauthorization,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async refresh(tenantId: string, connectionId: string, secretId: string): Promise<RefreshOutcome> {
    const held = await this.take(tenantId, connectionId, secretId);
    if (!held) return 'busy';
    try {
      if (await this.takeOver(held, secretId)) return 'renewed';
      const before = await this.store.read(tenantPlace(tenantId, secretId));
      const grant = await this.endpoint.refresh(await this.party(held, before), before);
      const secrets = { ...before, ...grant.secrets, ...kept(secretId, grant) };
      await this.write(held, secrets);
      return (await this.point(held, held.intendedId, grant)) ? 'renewed' : 'failed';
    } catch (error) {
      await this.giveUp(
        held,
        error instanceof SecretMissing ? new TokenRefused('unexpected', 'secret_missing') : asRefusal(error),
      );
      return 'failed';
    }
  }

  /** A token that is over and cannot be renewed: only a person can bring the connection back. */
  async expire(tenantId: string, connectionId: string): Promise<void> {
    await this.uow.asTenant(tenantId, async (em) => {
      const connection = await lockConnection(em, connectionId);
      const isOver = connection.tokenExpiresAt && connection.tokenExpiresAt <= this.clock.now();
      if (connection.state !== 'active' || connection.refreshable || !isOver) return;
      const name = this.apps.nameOf(connection.appId);
      await this.reauthorization.demand(em, connection, {
        reason: 'token_expired',
        why: `The token for ${name} has ended and cannot be renewed.`,
      });
    });
  }

  private take(tenantId: string, connectionId: string, secretId: string): Promise<Held | undefined> {
    return this.uow.asTenant(tenantId, async (em) => {
      const intended = this.ledger.intendTenant(em, tenantId, leftOverFor);
      await em.flush();
      const lease = await takeLease(em, { connectionId, secretId, intendedId: intended.id });
      if (!lease) {
        // Nobody will write there.
        intended.state = 'destroyed';
        intended.nextAt = null;
        return undefined;
      }
      const connection = await em.findOneOrFail(Connection, { id: connectionId });
      const client = await em.findOne(OAuthClient, { id: connection.oauthClientId ?? '', removedAt: null });
      return {
        connection,
        client,
        from: secretId,
        ...lease,
        intendedId: intended.id,
        until: Date.now() + seconds(leaseSeconds),
      };
    });
  }

  /** Takes what a process wrote that ended before it could point to it: the provider may know the old token no more. */
  private async takeOver(held: Held, secretId: string): Promise<boolean> {
    const { leftOver, connection } = held;
    if (leftOver === null) return false;
    try {
      const grant = keptFrom(
        await this.store.read(tenantPlace(connection.tenantId, leftOver)),
        secretId,
        this.clock.now(),
      );
      if (!grant || !(await this.point(held, leftOver, grant))) return false;
      await this.doom(connection.tenantId, held.intendedId);
      return true;
    } catch (error) {
      if (error instanceof SecretMissing) return false;
      throw error;
    }
  }

  private async party({ connection, client }: Held, secrets: SecretFields): Promise<Party> {
    const { app, method } = this.apps.method(connection.appId, connection.methodKey);
    if (!client || !method.oauth2) throw new TokenRefused('client_refused', 'client_removed');
    const values = { ...connection.config, ...connection.filled, ...secrets, client_id: client.clientId };
    return {
      app,
      method,
      oauth2: method.oauth2,
      clientId: client.clientId,
      clientSecret: await this.clients.of(client),
      values,
    };
  }

  /** The new refresh token is in this process alone until this returns, so it is tried until the lease ends. */
  private async write({ connection, intendedId, until }: Held, secrets: SecretFields): Promise<void> {
    for (let wait = 100; ; wait *= 2)
      try {
        return await this.store.write(tenantPlace(connection.tenantId, intendedId), secrets);
      } catch (error) {
        if (Date.now() + wait > until) {
          this.log.fault('a renewed token could not be stored', error, { connectionId: connection.id });
          throw error;
        }
        await pause(wait);
      }
  }

  private async point(
    held: Held,
    newId: string,
    grant: Pick<Grant, 'filled' | 'scopes' | 'expiresInSeconds'>,
  ): Promise<boolean> {
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
    if (!isOurs) await this.doom(connection.tenantId, newId);
    return isOurs;
  }

  /** Only the end of the grant changes the state; everything else waits for another try. */
  private async giveUp({ connection, epoch, intendedId, leftOver }: Held, refusal: TokenRefused): Promise<void> {
    const { kind, code, details } = refusal;
    // A holder before us never came back: the provider may have given it the successor, so it gets the time to store that.
    const isContested = kind === 'grant_gone' && leftOver !== null;
    const waitMs = (failures: number) =>
      isContested
        ? contested
        : (details.retryAfterMs ??
          seconds(1) + Math.random() * Math.min(longestBackoff, seconds(2) * 2 ** Math.min(failures, 10)));
    await this.uow.asTenant(connection.tenantId, async (em) => {
      const failures = await putOff(em, { connectionId: connection.id, epoch, waitMs });
      await this.ledger.doom(em, intendedId);
      // Somebody with a newer lease decides by now, or a person has set another credential.
      if (failures === undefined) return;
      if (failures === 0 || kind === 'grant_gone')
        record(em, {
          action: 'connection.refresh_failed',
          target: targetOf(connection),
          ownerId: connection.ownerId,
          outcome: 'failure',
          reason: code,
        });
      if (kind !== 'grant_gone' || isContested) return;
      const present = await lockConnection(em, connection.id);
      if (present.state !== 'active') return;
      const name = this.apps.nameOf(connection.appId);
      await this.reauthorization.demand(em, present, { reason: code, why: `${name} has ended the authorization.` });
    });
    this.log.info('token not renewed', { connectionId: connection.id, kind, code });
    await this.sweeper.sweepQuietly();
  }

  private doom(tenantId: string, secretId: string): Promise<void> {
    return this.uow.asTenant(tenantId, (em) => this.ledger.doom(em, secretId));
  }
}
