import { connectionMachine, type ConnectionCheck } from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { AppCatalog, refuseResting } from '../apps/index.ts';
import { difference, record } from '../audit/index.ts';
import { Notices } from '../notifications/index.ts';
import { Clock, next, Problem, UnitOfWork } from '../platform/index.ts';
import { Probes, type ProbeResult } from '../probes/index.ts';
import { SecretMissing, SecretStore, tenantPlace } from '../secrets/index.ts';
import { CallRecorder } from './call-recorder.ts';
import { targetOf, type Connection } from './connection.entity.ts';
import { CredentialKeepers } from './credential-keepers.ts';
import { lockConnection, seenFor } from './load-connection.ts';
import { healthOf, testError } from './outcome.ts';
import { probeValues } from './probe-values.ts';
import { reauthNotice } from './reauth-notice.ts';
import { refreshTime } from './refresh-time.ts';

/** Finds out whether a stored credential still works, and what that means for its connection. */
@Injectable()
export class ConnectionChecks {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly apps: AppCatalog,
    private readonly probes: Probes,
    private readonly store: SecretStore,
    private readonly notices: Notices,
    private readonly keepers: CredentialKeepers,
    private readonly calls: CallRecorder,
    private readonly clock: Clock,
  ) {}

  /** Tests the credential now. What could not be decided changes nothing but the time of the check. */
  async check(id: string): Promise<ConnectionCheck> {
    let connection = await this.seen(id);
    refuseResting(connection.rest);
    const keeper = this.keepers.of(connection);
    if (keeper && connection.state === 'active') {
      await keeper.renew(connection).catch(ended);
      connection = await this.seen(id);
    }
    if (connection.state === 'revoked' || !connection.secretId) throw new Problem('connection_revoked');
    let result = await this.probe(connection, connection.secretId);
    // Some providers end a token before its time or tell none: one renewal decides whether the grant is over.
    if (keeper && connection.refreshable && connection.state === 'active' && result.test.token === 'failed') {
      await keeper.renew(connection, true).catch(ended);
      connection = await this.seen(id);
      if (connection.secretId) result = await this.probe(connection, connection.secretId);
    }
    const tested = connection;
    const checkedAt = this.clock.now().toISOString();
    const state = await this.uow.run((em) => this.keepHealth(em, tested, result, checkedAt));
    return { connectionId: id, state, test: result.test, checkedAt, ...(result.error && { error: result.error }) };
  }

  private seen(id: string): Promise<Connection> {
    return this.uow.read((em) => seenFor(em, 'check', id));
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
      const why = `${this.apps.nameFor(connection)} no longer accepts the credential. Workflows that use it are refused until it is reauthorized or rotated.`;
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
