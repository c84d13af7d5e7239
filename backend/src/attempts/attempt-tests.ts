import { setTimeout as pause } from 'node:timers/promises';
import { attemptMachine, type AttemptTest, type TestError } from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { ensure } from '../access/index.ts';
import { AppCatalog, refuseResting, restOfApp } from '../apps/index.ts';
import { record } from '../audit/index.ts';
import { CallRecorder, overallOutcome, probeValues, testError } from '../connections/index.ts';
import { Clock, faultPoint, next, seconds, UnitOfWork, violatedConstraint } from '../platform/index.ts';
import { Probes, type ProbeResult } from '../probes/index.ts';
import {
  SecretLedger,
  SecretMissing,
  SecretStore,
  SecretSweeper,
  tenantPlace,
  type SecretFields,
} from '../secrets/index.ts';
import { Attempt, debuggedBy } from './attempt.entity.ts';
import { attemptTestView } from './attempt.view.ts';
import { Connecting } from './connecting.ts';
import { lockAttempt } from './lock-attempt.ts';

const claimFor = seconds(20);
const waitFor = seconds(12);
const waitStep = 200;

/** Runs the test of an attempt and acts on what it found. Safe to repeat: an attempt succeeds at most once. */
@Injectable()
export class AttemptTests {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly apps: AppCatalog,
    private readonly probes: Probes,
    private readonly store: SecretStore,
    private readonly ledger: SecretLedger,
    private readonly sweeper: SecretSweeper,
    private readonly connecting: Connecting,
    private readonly calls: CallRecorder,
    private readonly clock: Clock,
  ) {}

  /** Tests the attempt, or tells what its test found before. `known` spares the read of what was just written. */
  async run(id: string, known?: SecretFields): Promise<AttemptTest> {
    const until = Date.now() + waitFor;
    for (;;) {
      const { attempt, claimed } = await this.claim(id);
      if (claimed) return this.test(attempt, known);
      if (attempt.state !== 'pending' || isAwaited(attempt)) return this.view(attempt);
      if (Date.now() > until)
        return {
          ...(await this.view(attempt)),
          error: testError('in_progress', 'Another test of this attempt is running.'),
        };
      await pause(waitStep);
    }
  }

  /** Ends an attempt whose secret could not be stored. */
  async abandon(id: string): Promise<void> {
    await this.uow
      .run(async (em) => {
        const { secretId } = await this.fail(
          em,
          id,
          testError('vault_unavailable', 'The credential could not be stored.'),
        );
        if (secretId) await this.ledger.abandon(em, secretId);
      })
      .catch(() => undefined); // The sweeper ends what is left open.
  }

  /** Ends an attempt that the provider or the person refused. */
  async reject(id: string, error: TestError): Promise<void> {
    await this.uow.run(async (em) => {
      const attempt = await lockAttempt(em, id);
      if (attempt.state === 'pending') await this.fail(em, id, error);
    });
    await this.sweeper.sweepQuietly();
  }

  /** Ends attempts whose time is over, one tenant at a time. */
  async expireDue(): Promise<void> {
    const due = await this.uow.asSystem((em) =>
      em.find(Attempt, { state: 'pending', expiresAt: { $lt: this.clock.now() } }, { limit: 100 }),
    );
    for (const { id, tenantId } of due)
      await this.uow.asTenant(tenantId, async (em) => {
        const attempt = await lockAttempt(em, id);
        if (attempt.state === 'pending') await this.expire(em, attempt);
      });
  }

  private claim(id: string): Promise<{ attempt: Attempt; claimed: boolean }> {
    return this.uow.run(async (em) => {
      const attempt = await lockAttempt(em, id);
      ensure('read', 'Attempt', attempt);
      const now = this.clock.now();
      if (attempt.state !== 'pending') return { attempt, claimed: false };
      if (attempt.expiresAt <= now) {
        await this.expire(em, attempt);
        return { attempt, claimed: false };
      }
      if (isAwaited(attempt)) return { attempt, claimed: false };
      if (attempt.kind !== 'rotate') refuseResting(await restOfApp(em, attempt.appId));
      if (attempt.testedUntil && attempt.testedUntil > now) return { attempt, claimed: false };
      attempt.testedUntil = this.clock.in(claimFor);
      return { attempt, claimed: true };
    });
  }

  private async test(attempt: Attempt, known: SecretFields | undefined): Promise<AttemptTest> {
    try {
      const result = await this.probe(attempt, known);
      return await this.decide(attempt, result);
    } catch (error) {
      await this.release(attempt.id);
      throw error;
    }
  }

  private async probe(attempt: Attempt, known: SecretFields | undefined): Promise<ProbeResult> {
    const { app, method } = await this.apps.made(attempt);
    try {
      const secrets = known ?? (await this.store.read(tenantPlace(attempt.tenantId, attempt.secretId ?? '')));
      return await this.calls.watch(debuggedBy(attempt), 'test', () =>
        this.probes.probe({ app, method, chosen: attempt.chosen, ...probeValues(attempt, secrets) }),
      );
    } catch (error) {
      if (!(error instanceof SecretMissing)) throw error;
      return {
        test: { token: 'failed', api: 'undecided', permissions: 'undecided' },
        error: testError('expired', 'The credential was never stored. Start again.'),
      };
    }
  }

  /** Two attempts of one account at a time: the one that comes second meets a constraint and looks again. */
  private async decide(attempt: Attempt, result: ProbeResult, tries = 3): Promise<AttemptTest> {
    try {
      const decided = await this.uow.run((em) => this.apply(em, attempt.id, result));
      if (decided.state === 'succeeded') faultPoint(attempt.kind === 'create' ? 'connect.pointed' : 'rotate.pointed');
      if (decided.state === 'failed') await this.sweeper.sweepQuietly();
      return decided;
    } catch (error) {
      if (violatedConstraint(error) === undefined || tries <= 1) throw error;
      return this.decide(attempt, result, tries - 1);
    }
  }

  private async apply(em: EntityManager, id: string, result: ProbeResult): Promise<AttemptTest> {
    const attempt = await lockAttempt(em, id);
    if (attempt.state !== 'pending') return this.view(attempt);
    attempt.testedUntil = null;
    attempt.version += 1;
    attempt.choices = result.choices ?? null;
    if (result.choices) return this.view(attempt);
    attempt.test = result.test;
    attempt.grantedScopes = result.scopes ?? attempt.grantedScopes;
    attempt.error = result.error ?? null;
    attempt.externalAccountId = result.account?.id ?? null;
    attempt.externalAccountLabel = result.account?.label ?? null;
    const outcome = overallOutcome(result.test);
    if (outcome === 'failed') await this.fail(em, id, result.error ?? testError('invalid_auth', 'The test failed.'));
    // What the app gives no way to test is connected as it is; its health says that nothing was decided.
    if (outcome === 'ok' || result.untestable !== undefined) {
      const refusal = await this.connecting.connect(em, attempt, result);
      if (refusal) await this.fail(em, id, refusal);
    }
    return this.view(attempt);
  }

  private async fail(em: EntityManager, id: string, error: TestError): Promise<Attempt> {
    const attempt = await lockAttempt(em, id);
    attempt.state = next(attemptMachine, attempt.state, 'fail');
    attempt.error = error;
    if (attempt.secretId) await this.ledger.doom(em, attempt.secretId);
    record(em, { ...about(attempt), action: 'attempt.failed', outcome: 'failure', reason: error.code });
    return attempt;
  }

  private async expire(em: EntityManager, attempt: Attempt): Promise<void> {
    attempt.state = next(attemptMachine, attempt.state, 'expire');
    attempt.error = testError('expired', 'The attempt was not finished in time.');
    if (attempt.secretId) await this.ledger.doom(em, attempt.secretId);
    record(em, { ...about(attempt), action: 'attempt.expired', outcome: 'failure' });
  }

  private async view(attempt: Attempt): Promise<AttemptTest> {
    return attemptTestView(attempt, (await this.apps.made(attempt)).method);
  }

  private async release(id: string): Promise<void> {
    await this.uow
      .run(async (em) => {
        const attempt = await lockAttempt(em, id);
        attempt.testedUntil = null;
      })
      .catch(() => undefined); // The claim ends by itself.
  }
}

/** The person is still at the provider, on the way back, or has to choose: there is nothing to test yet. */
const isAwaited = (attempt: Attempt): boolean =>
  attempt.authorizationStep === 'asked' || attempt.authorizationStep === 'returned' || Boolean(attempt.choices);

const about = (attempt: Attempt) => ({
  ownerId: attempt.createdBy,
  target: { type: 'attempt', id: attempt.id, name: attempt.name },
});
