import {
  comparableAccount,
  globalConnectionMachine,
  type GlobalConnectionCheck,
  type RotateGlobalConnection,
} from '@drawbridge/catalog';
import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { ensure } from '../access/index.ts';
import { AppCatalog, readCredentialForm, type CredentialForm } from '../apps/index.ts';
import { difference, record } from '../audit/index.ts';
import { overallOutcome, testError } from '../connections/index.ts';
import {
  asPublisher,
  Clock,
  faultPoint,
  minutes,
  next,
  Problem,
  refuseStale,
  seconds,
  UnitOfWork,
} from '../platform/index.ts';
import { Probes, type ProbeResult } from '../probes/index.ts';
import { globalPlace, SecretLedger, SecretMissing, SecretStore } from '../secrets/index.ts';
import { CopyTokens, followsSource } from './copy-tokens.ts';
import { GlobalConnection, globalTargetOf } from './global-connection.entity.ts';

const grace = seconds(60);
const abandonedAfter = minutes(2);

/** Keeps the credential of a published copy in order: tests it, and replaces it for every tenant at once. */
@Injectable()
export class GlobalRotation {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly apps: AppCatalog,
    private readonly probes: Probes,
    private readonly store: SecretStore,
    private readonly ledger: SecretLedger,
    private readonly tokens: CopyTokens,
    private readonly clock: Clock,
  ) {}

  /** Tests the stored credential. A copy has no state for failing: its keepers see the result and rotate or revoke. */
  async check(id: string): Promise<GlobalConnectionCheck> {
    const copy = await this.load(id);
    const result = await this.probeStored(copy);
    await this.uow.run(async (em) => {
      record(em, {
        action: 'global_connection.checked',
        tenantId: null,
        target: globalTargetOf(copy),
        outcome: overallOutcome(result.test) === 'ok' ? 'success' : 'failure',
        reason: result.error?.code ?? null,
      });
      await Promise.resolve();
    });
    return this.reply(copy, result, false);
  }

  /** Tests the new credential, then writes it to a place of its own, then moves the pointer. */
  async rotate(id: string, input: RotateGlobalConnection): Promise<GlobalConnectionCheck> {
    const copy = await this.load(id);
    refuseStale(input.version, copy.version);
    if (followsSource(copy.authKind))
      throw new Problem('oauth_unsupported', {
        detail:
          'This copy follows the connection that it comes from. Reauthorize that one, and the copy gets the new token.',
      });
    const { app, method } = await this.apps.copied(copy);
    const form = readCredentialForm(method, { ...copy.config, ...input.fields });
    // What was found for the account so far holds on: the chosen site, the pinned host key.
    const values = input.confirmAccountChange ? {} : copy.filled;
    const result = await this.probes.probe({ app, method, fields: { ...form.config, ...form.secrets }, values });
    const refusal = this.refusal(copy, result, input.confirmAccountChange);
    if (refusal) {
      await this.uow.run(async (em) => {
        record(em, {
          action: 'global_connection.rotation_failed',
          tenantId: null,
          outcome: 'failure',
          target: globalTargetOf(copy),
          reason: refusal.error?.code ?? null,
        });
        await Promise.resolve();
      });
      return this.reply(copy, refusal, false);
    }
    const secretId = await this.uow.run((em) => Promise.resolve(this.ledger.intendGlobal(em, id, abandonedAfter).id));
    faultPoint('rotate.intended');
    await this.store.write(globalPlace(id, secretId), form.secrets);
    faultPoint('rotate.written');
    await this.uow.run((em) =>
      this.point(em, id, secretId, form, { ...result, values: { ...values, ...result.values } }),
    );
    faultPoint('rotate.pointed');
    return this.reply(await this.load(id), result, true);
  }

  private async point(
    em: EntityManager,
    id: string,
    secretId: string,
    form: CredentialForm,
    result: ProbeResult,
  ): Promise<void> {
    await this.ledger.settle(em, secretId);
    const { copy, previous, before } = await asPublisher(em, async () => {
      const locked = await em.findOneOrFail(GlobalConnection, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      const old = { previous: locked.secretId ?? null, before: audible(locked) };
      em.assign(locked, {
        state: next(globalConnectionMachine, locked.state, 'rotate'),
        config: form.config,
        filled: result.values ?? {},
        secretFields: Object.keys(form.secrets),
        secretId,
        externalAccountId: result.account?.id ?? null,
        externalAccountLabel: result.account?.label ?? null,
        credentialSetAt: this.clock.now(),
        version: locked.version + 1,
      });
      return { copy: locked, ...old };
    });
    if (previous !== null) await this.ledger.doom(em, previous, this.clock.in(grace));
    record(em, {
      action: 'global_connection.rotated',
      tenantId: null,
      target: globalTargetOf(copy),
      changes: { ...difference(before, audible(copy)), credential: { before: 'set', after: 'set anew' } },
    });
  }

  private async load(id: string): Promise<GlobalConnection> {
    const copy = await this.uow.read((em) => em.findOne(GlobalConnection, { id }));
    if (!copy) throw new Problem('not_found');
    ensure('rotate', 'GlobalConnection', copy);
    next(globalConnectionMachine, copy.state, 'rotate');
    return copy;
  }

  private async probeStored(copy: GlobalConnection): Promise<ProbeResult> {
    const { app, method } = await this.apps.copied(copy);
    const present = followsSource(copy.authKind)
      ? await this.tokens.fresh(copy.id)
      : { secretId: copy.secretId ?? '', filled: copy.filled };
    try {
      const secrets = await this.store.read(globalPlace(copy.id, present.secretId));
      return await this.probes.probe({ app, method, fields: { ...copy.config, ...secrets }, values: present.filled });
    } catch (error) {
      if (!(error instanceof SecretMissing)) throw error;
      return {
        test: { token: 'failed', api: 'undecided', permissions: 'undecided' },
        error: testError('invalid_auth', 'The stored credential is gone.'),
      };
    }
  }

  private refusal(copy: GlobalConnection, result: ProbeResult, confirmed: boolean): ProbeResult | undefined {
    const passes = overallOutcome(result.test) === 'ok' || result.untestable !== undefined;
    if (!passes) return result;
    const { account } = result;
    const changed =
      copy.externalAccountId && account && comparableAccount(copy.externalAccountId) !== comparableAccount(account.id);
    if (!changed || confirmed) return undefined;
    const present = copy.externalAccountLabel ?? copy.externalAccountId;
    return {
      ...result,
      error: testError(
        'different_account',
        `You connected ${account.label ?? account.id}; this connection is ${present}.`,
      ),
    };
  }

  private reply(copy: GlobalConnection, result: ProbeResult, rotated: boolean): GlobalConnectionCheck {
    return {
      globalConnectionId: copy.id,
      state: copy.state,
      test: result.test,
      rotated,
      checkedAt: this.clock.now().toISOString(),
      ...(result.error && { error: result.error }),
    };
  }
}

/** What the audit trail may know of a copy's credential. */
const audible = ({ config, secretFields, externalAccountId }: GlobalConnection) => ({
  config,
  secretFields,
  externalAccountId: externalAccountId ?? null,
});
