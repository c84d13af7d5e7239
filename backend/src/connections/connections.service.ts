import {
  connectionMachine,
  testErrors,
  type ConnectionCheck,
  type ConnectionView,
  type RevokeConnection,
  type RevokedConnection,
  type TestErrorCode,
  type UpdateConnection,
} from '@drawbridge/catalog';
import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { ensure } from '../access/index.ts';
import { AppCatalog, refuseResting } from '../apps/index.ts';
import { difference, record } from '../audit/index.ts';
import { Notices } from '../notifications/index.ts';
import {
  Clock,
  faultPoint,
  invalidField,
  next,
  principal,
  Problem,
  refuseStale,
  uniqueOr,
  UnitOfWork,
  violatedConstraint,
} from '../platform/index.ts';
import { Probes, type ProbeResult } from '../probes/index.ts';
import { SecretLedger, SecretMissing, SecretStore, SecretSweeper, tenantPlace } from '../secrets/index.ts';
import { Connection, targetOf, type Health } from './connection.entity.ts';
import { CallRecorder } from './call-recorder.ts';
import { CredentialKeepers } from './credential-keepers.ts';
import { takeDefault } from './default-connection.ts';
import { ConnectionsQueries, publishedCopyOf } from './connections.queries.ts';
import { UsagesQueries } from './usages.queries.ts';
import { overallOutcome } from './outcome.ts';
import { probeValues } from './probe-values.ts';
import { reauthNotice } from './reauth-notice.ts';
import { refreshTime } from './refresh-time.ts';

/** Commands on connections that exist. */
@Injectable()
export class ConnectionsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly queries: ConnectionsQueries,
    private readonly usages: UsagesQueries,
    private readonly apps: AppCatalog,
    private readonly probes: Probes,
    private readonly store: SecretStore,
    private readonly ledger: SecretLedger,
    private readonly sweeper: SecretSweeper,
    private readonly notices: Notices,
    private readonly keepers: CredentialKeepers,
    private readonly calls: CallRecorder,
    private readonly clock: Clock,
  ) {}

  /** Renames it, or makes it the default of its app in place of the one before. */
  async update(id: string, input: UpdateConnection): Promise<ConnectionView> {
    await uniqueOr(
      'name',
      'is taken by another connection of this app',
      () =>
        this.change(id, input).catch((error: unknown) => {
          // Another became the default at the same time, where there was none before: now it is there to be replaced.
          if (violatedConstraint(error) !== 'connection_default') throw error;
          return this.change(id, input);
        }),
      'name_taken',
    );
    return this.queries.get(id);
  }

  private change(id: string, input: UpdateConnection): Promise<void> {
    return this.uow.run(async (em) => {
      const connection = await lockConnection(em, id);
      ensure('update', 'Connection', connection);
      refuseStale(input.version, connection.version);
      if (connection.state === 'revoked') throw new Problem('connection_revoked');
      const before = { name: connection.name, isDefault: connection.isDefault };
      if (input.isDefault === true && !connection.isDefault) await takeDefault(em, connection);
      connection.name = input.name ?? connection.name;
      connection.version += 1;
      const changes = difference(before, { name: connection.name, isDefault: connection.isDefault });
      record(em, {
        action: 'connection.updated',
        target: targetOf(connection),
        ownerId: connection.ownerId,
        changes,
      });
    });
  }

  /**
   * Revokes it: workflows are refused from the commit on, then the secret is destroyed. The reply names the workflows
   * that stop working and the published copy that stays.
   */
  async revoke(id: string, input: RevokeConnection): Promise<RevokedConnection> {
    const who = principal();
    const endAtProvider = await this.ending(id);
    const { stoppedUsages, publishedCopy } = await this.uow.run(async (em) => {
      const connection = await lockConnection(em, id);
      ensure('revoke', 'Connection', connection);
      refuseStale(input.version, connection.version);
      const state = next(connectionMachine, connection.state, 'revoke');
      const copy = await publishedCopyOf(em, id);
      const isShared = this.keepers.of(connection) !== undefined;
      if (copy) refuseUnsaid(input.revokePublished, isShared);
      const before = { state: connection.state };
      if (connection.secretId) await this.ledger.doom(em, connection.secretId);
      em.assign(connection, {
        state,
        isDefault: false,
        secretId: null,
        revokedAt: this.clock.now(),
        revokedBy: who.id,
        revokeReason: input.reason,
        version: connection.version + 1,
      });
      record(em, {
        action: 'connection.revoked',
        target: targetOf(connection),
        ownerId: connection.ownerId,
        reason: input.reason,
        changes: difference(before, { state }),
      });
      // One that lives on this authorization ends with it.
      if (copy && input.revokePublished === true && !isShared) {
        record(em, {
          action: 'global_connection.revocation_requested',
          target: { type: 'global_connection', ...copy },
          reason: input.reason,
        });
        await this.notices.toSystemAdmins(em, {
          kind: 'publication_requested',
          title: `Revocation of the published copy "${copy.name}" is asked for`,
          body: `${who.tenantName ?? 'A tenant'} revoked the connection it was copied from. Reason: ${input.reason}`,
          link: `/global-connections/${copy.id}/show`,
          dedupe: `revocation-requested:${copy.id}`,
        });
      }
      return { stoppedUsages: await this.usages.newest(em, { connectionId: id }), publishedCopy: copy?.id ?? null };
    });
    faultPoint('revoke.pointed');
    await endAtProvider?.();
    await this.sweeper.sweepQuietly();
    return {
      connection: await this.queries.get(id),
      stoppedUsages,
      publishedCopy,
      advice:
        'Workflows are refused from now on and the stored secret is destroyed. Remove the access at the provider too.',
    };
  }

  /** Tests the credential now. What could not be decided changes nothing but the time of the check. */
  async check(id: string): Promise<ConnectionCheck> {
    let connection = await this.seen('check', id);
    refuseResting(connection.rest);
    const keeper = this.keepers.of(connection);
    if (keeper && connection.state === 'active') {
      await keeper.renew(connection).catch(ended);
      connection = await this.seen('check', id);
    }
    if (connection.state === 'revoked' || !connection.secretId) throw new Problem('connection_revoked');
    let result = await this.probe(connection, connection.secretId);
    // Some providers end a token before its time or tell none: one renewal decides whether the grant is over.
    if (keeper && connection.refreshable && connection.state === 'active' && result.test.token === 'failed') {
      await keeper.renew(connection, true).catch(ended);
      connection = await this.seen('check', id);
      if (connection.secretId) result = await this.probe(connection, connection.secretId);
    }
    const tested = connection;
    const checkedAt = this.clock.now().toISOString();
    const state = await this.uow.run((em) => this.keepHealth(em, tested, result, checkedAt));
    return { connectionId: id, state, test: result.test, checkedAt, ...(result.error && { error: result.error }) };
  }

  private seen(action: 'check' | 'revoke', id: string): Promise<Connection> {
    return this.uow.read(async (em) => {
      const found = await em.findOne(Connection, { id });
      if (!found) throw new Problem('not_found');
      ensure(action, 'Connection', found);
      return found;
    });
  }

  /** Read before the secret is doomed, because afterwards anybody may destroy it. */
  private async ending(id: string): Promise<(() => Promise<void>) | undefined> {
    const connection = await this.seen('revoke', id);
    return connection.state === 'revoked' ? undefined : this.keepers.of(connection)?.toEnd(connection);
  }

  private async probe(connection: Connection, secretId: string): Promise<ProbeResult> {
    const { app, method } = await this.apps.made(connection);
    try {
      const secrets = await this.store.read(tenantPlace(connection.tenantId, secretId));
      return await this.calls.watch(connection, 'check', () =>
        this.probes.probe({ app, method, ...probeValues(connection, secrets) }),
      );
    } catch (error) {
      if (!(error instanceof SecretMissing)) throw error;
      return {
        test: { token: 'failed', api: 'undecided', permissions: 'undecided' },
        error: testError('invalid_auth', 'The stored credential is gone.'),
      };
    }
  }

  private async keepHealth(em: EntityManager, seen: Connection, result: ProbeResult, checkedAt: string) {
    const connection = await lockConnection(em, seen.id);
    // Rotated or revoked while the test ran: its result speaks of a credential that is no longer in use.
    if (connection.secretId !== seen.secretId) return connection.state;
    const before = { state: connection.state, health: connection.health?.outcome ?? null };
    connection.health = healthOf(result, checkedAt);
    connection.version += 1;
    if (connection.health.outcome === 'ok' && connection.state === 'needs_reauth')
      em.assign(connection, {
        state: next(connectionMachine, connection.state, 'recover'),
        // It is renewed again from now on.
        refreshAt: refreshTime(this.clock.now(), connection.tokenExpiresAt, connection.refreshable),
        refreshRetryAt: null,
        refreshFailures: 0,
      });
    if (result.test.token === 'failed' && connection.state === 'active') {
      connection.state = next(connectionMachine, connection.state, 'invalidate');
      const why = `${this.apps.nameOf(connection.appId)} no longer accepts the credential. Workflows that use it are refused until it is reauthorized or rotated.`;
      await this.notices.toUser(em, connection.ownerId, reauthNotice(connection, why));
    }
    record(em, {
      action: 'connection.checked',
      target: targetOf(connection),
      ownerId: connection.ownerId,
      outcome: connection.health.outcome === 'ok' ? 'success' : 'failure',
      reason: result.error?.code ?? null,
      changes: difference(before, { state: connection.state, health: connection.health.outcome }),
    });
    return connection.state;
  }
}

/** That the grant is over is the connection's state by now, which the caller sees next. */
function ended(error: unknown): void {
  if (!(error instanceof Problem) || error.status !== 422) throw error;
}

/** Loads a connection for a change; one of another tenant does not exist. */
export async function lockConnection(em: EntityManager, id: string): Promise<Connection> {
  const connection = await em.findOne(Connection, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!connection) throw new Problem('not_found');
  return connection;
}

/** What is kept of a test beside the state. */
export const healthOf = (result: ProbeResult, checkedAt: string): Health => ({
  outcome: overallOutcome(result.test),
  test: result.test,
  errorCode: result.error?.code ?? null,
  checkedAt,
});

/** An error of ours in the shape of a test's. */
export const testError = (code: TestErrorCode, message: string) => ({
  code,
  title: testErrors[code][0],
  message,
  advice: testErrors[code][1],
});

/** The published copy of a connection that is revoked: nothing is decided for people silently. */
function refuseUnsaid(revokePublished: boolean | undefined, isShared: boolean): void {
  if (isShared && revokePublished !== true)
    throw invalidField(
      'invalid_input',
      '/revokePublished',
      'must be true: the published copy lives on the same authorization and ends with it',
    );
  if (revokePublished === undefined)
    throw invalidField(
      'invalid_input',
      '/revokePublished',
      'must say what happens to the published copy: false keeps it, true asks the system admins to revoke it',
    );
}
