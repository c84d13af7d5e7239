import { attemptMachine, comparableAccount, connectionMachine, type TestError } from '@drawbridge/catalog';
import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { mayDo } from '../access/index.ts';
import { AppCatalog } from '../apps/index.ts';
import { difference, record } from '../audit/index.ts';
import { Connection, healthOf, lockConnection, refreshTime, targetOf, testError } from '../connections/index.ts';
import { Clock, newId, next, seconds } from '../platform/index.ts';
import type { ProbeResult } from '../probes/index.ts';
import { SecretLedger } from '../secrets/index.ts';
import type { Attempt } from './attempt.entity.ts';

/** Whoever resolved the old credential just now may finish with it. */
const grace = seconds(60);

/**
 * Turns an attempt whose test has passed into a connection: moves the pointer to its secret, in the caller's
 * transaction. The same external account is never connected twice; the connection that has it is updated.
 */
@Injectable()
export class Connecting {
  constructor(
    private readonly apps: AppCatalog,
    private readonly ledger: SecretLedger,
    private readonly clock: Clock,
  ) {}

  /** Returns why it is refused, or nothing when it is done. */
  async connect(em: EntityManager, attempt: Attempt, result: ProbeResult): Promise<TestError | undefined> {
    const sameAccount = await this.withAccount(em, attempt, result.account?.id);
    if (attempt.connectionId) {
      const connection = await lockConnection(em, attempt.connectionId);
      if (connection.state === 'revoked')
        return testError('invalid_auth', 'The connection was revoked while the credential was tested.');
      return this.replaceChecked(em, attempt, connection, sameAccount, result);
    }
    if (!sameAccount) return this.make(em, attempt, result);
    if (!mayDo('rotate', 'Connection', sameAccount))
      return testError('already_connected', `This account is connected already, as "${sameAccount.name}".`);
    attempt.updatedExisting = true;
    await this.replace(em, attempt, sameAccount, result, 'rotate');
    return undefined;
  }

  private async replaceChecked(
    em: EntityManager,
    attempt: Attempt,
    connection: Connection,
    sameAccount: Connection | null,
    result: ProbeResult,
  ): Promise<TestError | undefined> {
    const account = result.account;
    if (sameAccount && sameAccount.id !== connection.id)
      return testError('already_connected', `This account is connected already, as "${sameAccount.name}".`);
    const changed =
      connection.externalAccountId &&
      account &&
      comparableAccount(connection.externalAccountId) !== comparableAccount(account.id);
    if (changed && !attempt.confirmAccountChange) {
      const present = connection.externalAccountLabel ?? connection.externalAccountId;
      return testError(
        'different_account',
        `You connected ${account.label ?? account.id}; this connection is ${present}.`,
      );
    }
    await this.replace(em, attempt, connection, result, attempt.kind === 'reauthorize' ? 'reauthorize' : 'rotate');
    return undefined;
  }

  private async replace(
    em: EntityManager,
    attempt: Attempt,
    connection: Connection,
    result: ProbeResult,
    event: 'rotate' | 'reauthorize',
  ): Promise<void> {
    const before = audible(connection);
    const previous = connection.secretId;
    em.assign(connection, {
      state: next(connectionMachine, connection.state, event),
      version: connection.version + 1,
      // A refresh under way finds another epoch and leaves the new credential alone.
      refreshEpoch: connection.refreshEpoch + 1,
      ...(await this.credential(attempt, result)),
    });
    await this.settle(em, attempt, connection.id);
    if (previous) await this.ledger.doom(em, previous, this.clock.in(grace));
    record(em, {
      action: event === 'rotate' ? 'connection.rotated' : 'connection.reauthorized',
      target: targetOf(connection),
      ownerId: connection.ownerId,
      changes: { ...difference(before, audible(connection)), credential: { before: 'set', after: 'set anew' } },
    });
  }

  private async make(em: EntityManager, attempt: Attempt, result: ProbeResult): Promise<TestError | undefined> {
    const { tenantId, appId, name } = attempt;
    const sameName = await em.findOne(Connection, {
      tenantId,
      appId,
      name: { $ilike: name.replace(/[\\%_]/g, '\\$&') },
      state: { $ne: 'revoked' },
    });
    if (sameName) return testError('name_taken', `"${name}" is the name of another connection of this app by now.`);
    const hasDefault = await em.findOne(Connection, { tenantId, appId, isDefault: true });
    const connection = em.create(Connection, {
      id: newId('connection'),
      tenantId,
      appId,
      name,
      state: connectionMachine.initial,
      isDefault: !hasDefault,
      ownerId: attempt.createdBy,
      useCount: 0,
      createdAt: this.clock.now(),
      version: 1,
      ...(await this.credential(attempt, result)),
    });
    em.persist(connection);
    await this.settle(em, attempt, connection.id);
    record(em, {
      action: 'connection.created',
      target: targetOf(connection),
      ownerId: connection.ownerId,
      changes: difference({}, audible(connection)),
    });
    return undefined;
  }

  /** The same account may come again by another method: what is stored is read by that one from then on. */
  private async credential(attempt: Attempt, result: ProbeResult) {
    const now = this.clock.now();
    const { method } = await this.apps.made(attempt);
    return {
      methodKey: method.key,
      authKind: method.kind,
      appVersion: attempt.appVersion ?? null,
      config: attempt.config,
      secretFields: attempt.secretFields,
      grantedScopes: result.scopes ?? attempt.grantedScopes,
      secretId: attempt.secretId ?? '',
      externalAccountId: result.account?.id ?? null,
      externalAccountLabel: result.account?.label ?? null,
      health: healthOf(result, now.toISOString()),
      credentialSetAt: now,
      oauthClientId: attempt.oauthClientId ?? null,
      filled: { ...attempt.filled, ...result.values },
      tokenExpiresAt: attempt.tokenExpiresAt ?? null,
      refreshable: attempt.refreshable,
      refreshAt: refreshTime(now, attempt.tokenExpiresAt, attempt.refreshable),
      refreshLeasedUntil: null,
      refreshRetryAt: null,
      refreshFailures: 0,
      refreshSecretId: null,
    };
  }

  private async settle(em: EntityManager, attempt: Attempt, connectionId: string): Promise<void> {
    if (attempt.secretId) await this.ledger.settle(em, attempt.secretId);
    attempt.state = next(attemptMachine, attempt.state, 'succeed');
    attempt.connectionId = connectionId;
    attempt.error = null;
    record(em, {
      action: 'attempt.succeeded',
      ownerId: attempt.createdBy,
      target: { type: 'attempt', id: attempt.id, name: attempt.name },
    });
  }

  private async withAccount(
    em: EntityManager,
    { tenantId, appId }: Attempt,
    account: string | undefined,
  ): Promise<Connection | null> {
    if (account === undefined) return null;
    return em.findOne(
      Connection,
      { tenantId, appId, externalAccountId: account, state: { $ne: 'revoked' } },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
  }
}

/** What the audit trail may know of a connection. */
const audible = ({
  appId,
  methodKey,
  name,
  state,
  isDefault,
  externalAccountId,
  config,
  secretFields,
  grantedScopes,
}: Connection) => ({
  appId,
  methodKey,
  name,
  state,
  isDefault,
  externalAccountId: externalAccountId ?? null,
  config,
  secretFields,
  ...(grantedScopes.length > 0 && { grantedScopes }),
});
