import { comparableAccount, customAppScope, globalConnectionMachine } from '@drawbridge/catalog';
import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { AppCatalog } from '../apps/index.ts';
import { difference, record } from '../audit/index.ts';
import { Connection } from '../connections/index.ts';
import { Notices } from '../notifications/index.ts';
import { handedOut } from '../oauth/index.ts';
import { asPublisher, Clock, minutes, next, Problem, seconds, UnitOfWork } from '../platform/index.ts';
import { globalPlace, SecretLedger, SecretMissing, SecretStore, tenantPlace } from '../secrets/index.ts';
import { laggingCopies, takeFollowLease, type Lagging, type RenewalProblem } from './copy-follower.queries.ts';
import { GlobalConnection, globalTargetOf } from './global-connection.entity.ts';

const batch = 40;
/** Whoever resolved the old token just now may finish with it. */
const grace = seconds(60);
const abandonedAfter = minutes(2);
const endedReason = 'The connection that it came from was revoked, and the authorization with it.';

/**
 * Keeps the copies of connections by OAuth on the token of their source. What renews the token stays with the source:
 * a provider that rotates refresh tokens would take a second holder for a thief. The copy holds the access token alone,
 * at a place of its own, and gets the next one after each renewal: intent, secret, pointer.
 */
@Injectable()
export class CopyFollower {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly store: SecretStore,
    private readonly ledger: SecretLedger,
    private readonly apps: AppCatalog,
    private readonly notices: Notices,
    private readonly clock: Clock,
  ) {}

  /** Brings every copy to what its source is now. Safe to run in several processes: a lease decides, and the pointer moves once. */
  async followAll(): Promise<void> {
    const lagging = await this.uow.asSystem((em) => laggingCopies(em, batch));
    const failures: unknown[] = [];
    for (const one of lagging)
      try {
        if (one.isEnded) await this.end(one.id);
        else if (one.hasNewToken) await this.follow(one.id);
        else await this.note(one);
      } catch (error) {
        failures.push(error);
        // While Vault is away the others need not be tried; what fails for a reason of its own must not hold them up.
        if (error instanceof Problem && error.status === 503) break;
      }
    if (failures.length > 0) throw failures[0];
  }

  /** Copies the source's present token; false: another process does, or the source has moved on meanwhile. */
  async follow(copyId: string): Promise<boolean> {
    const taken = await this.uow.asSystem(async (em) => {
      const copy = await em.findOneOrFail(GlobalConnection, { id: copyId });
      const source = await this.sourceOf(em, copy);
      if (!source.secretId || !(await takeFollowLease(em, copyId))) return undefined;
      return { source, secretId: source.secretId, intendedId: this.ledger.intendGlobal(em, copyId, abandonedAfter).id };
    });
    if (!taken) return false;
    const { source, secretId, intendedId } = taken;
    const isCopied = await this.copy(source, secretId, copyId, intendedId);
    return this.uow.asSystem(async (em) => {
      if (isCopied && (await this.point(em, copyId, secretId, intendedId))) return true;
      await this.ledger.abandon(em, intendedId);
      return false;
    });
  }

  private async copy(source: Connection, secretId: string, copyId: string, intendedId: string): Promise<boolean> {
    try {
      const { method } = await this.apps.made(source);
      await this.store.publish(tenantPlace(source.tenantId, secretId), globalPlace(copyId, intendedId), (secrets) =>
        handedOut(method, secrets),
      );
      return true;
    } catch (error) {
      // Renewed again and destroyed since: the next turn finds the newer one.
      if (error instanceof SecretMissing) return false;
      throw error;
    }
  }

  private async point(em: EntityManager, copyId: string, from: string, to: string): Promise<boolean> {
    const copy = await em.findOneOrFail(GlobalConnection, { id: copyId });
    const source = await this.sourceOf(em, copy);
    const isPresent =
      source.state === 'active' && source.secretId === from && isSameAccount(source, copy) && isApproved(source, copy);
    if (!isPresent || copy.state !== 'published') return false;
    await this.ledger.settle(em, to);
    const { custom } = await this.apps.made(source);
    const previous = await asPublisher(em, async () => {
      const locked = await this.locked(em, copyId);
      if (locked.state !== 'published') return undefined;
      const replaced = { secretId: locked.secretId ?? null, problem: locked.renewalProblem ?? null };
      em.assign(locked, {
        secretId: to,
        followedSecretId: from,
        followLeasedUntil: null,
        renewalProblem: null,
        filled: source.filled,
        appVersion: custom?.number ?? null,
        customAppVersionId: custom?.versionId ?? null,
        tokenExpiresAt: source.tokenExpiresAt ?? null,
        credentialSetAt: source.credentialSetAt,
        scopes: source.grantedScopes,
      });
      return replaced;
    });
    // Revoked while it was copied.
    if (!previous) return this.undo(em, to);
    if (previous.secretId !== null) await this.ledger.doom(em, previous.secretId, this.clock.in(grace));
    record(em, {
      action: 'global_connection.token_followed',
      tenantId: null,
      target: globalTargetOf(copy),
      changes: difference({ renewalProblem: previous.problem }, { renewalProblem: null }),
    });
    return true;
  }

  private async undo(em: EntityManager, secretId: string): Promise<true> {
    await this.ledger.doom(em, secretId);
    return true;
  }

  /** The source cannot be followed for now, or can be again: said on the copy, and to those who look after it. */
  private async note({ id, problem }: Lagging): Promise<void> {
    await this.uow.asSystem(async (em) => {
      const before = await this.change(em, id, (copy) => em.assign(copy, { renewalProblem: problem }));
      if (!before) return;
      const { copy, renewalProblem } = before;
      record(em, {
        action: problem === null ? 'global_connection.renewal_resumed' : 'global_connection.renewal_stopped',
        tenantId: null,
        target: globalTargetOf(copy),
        outcome: problem === null ? 'success' : 'failure',
        changes: difference({ renewalProblem }, { renewalProblem: problem }),
      });
      if (problem !== null)
        await this.tell(em, copy, `"${copy.name}" is renewed no longer`, problemText[problem], `stopped:${problem}`);
    });
  }

  /** The grant has ended with the source, for every tenant. */
  private async end(id: string): Promise<void> {
    await this.uow.asSystem(async (em) => {
      const now = this.clock.now();
      const before = await this.change(em, id, (copy) =>
        em.assign(copy, {
          state: next(globalConnectionMachine, copy.state, 'revoke'),
          secretId: null,
          revokedAt: now,
          revokeReason: endedReason,
          version: copy.version + 1,
        }),
      );
      if (!before) return;
      if (before.secretId !== null) await this.ledger.doom(em, before.secretId);
      record(em, {
        action: 'global_connection.revoked',
        tenantId: null,
        target: globalTargetOf(before.copy),
        reason: endedReason,
        changes: difference({ state: 'published' }, { state: 'revoked' }),
      });
      await this.tell(em, before.copy, `"${before.copy.name}" has ended`, endedReason, 'ended');
    });
  }

  private change(
    em: EntityManager,
    id: string,
    work: (copy: GlobalConnection) => unknown,
  ): Promise<{ copy: GlobalConnection; secretId: string | null; renewalProblem: RenewalProblem | null } | undefined> {
    return asPublisher(em, async () => {
      const copy = await this.locked(em, id);
      if (copy.state !== 'published') return undefined;
      const before = { copy, secretId: copy.secretId ?? null, renewalProblem: copy.renewalProblem ?? null };
      work(copy);
      return before;
    });
  }

  private locked(em: EntityManager, id: string): Promise<GlobalConnection> {
    return em.findOneOrFail(GlobalConnection, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  }

  private sourceOf(em: EntityManager, copy: GlobalConnection): Promise<Connection> {
    return em.findOneOrFail(Connection, { tenantId: copy.sourceTenantId, id: copy.sourceConnectionId });
  }

  private tell(em: EntityManager, copy: GlobalConnection, title: string, body: string, what: string): Promise<void> {
    return this.notices.toSystemAdmins(em, {
      kind: 'connection_needs_reauth',
      title,
      body,
      link: `/global-connections/${copy.id}/show`,
      dedupe: `${what}:${copy.id}:${this.clock.now().toISOString()}`,
    });
  }
}

/** Why a copy gets no new token, for people. */
export const problemText: Record<RenewalProblem, string> = {
  needs_reauth: 'The connection that it comes from needs to be reauthorized by its tenant.',
  version_changed:
    'The connection that it comes from goes by another version of its app by now. Its tenant has to ask for publication again.',
  account_changed:
    'The connection that it comes from is another account by now. Its tenant has to ask for publication again.',
};

/** Whether the source goes by a definition that the platform knows: its own, or the very version that it has approved. */
const isApproved = (source: Connection, copy: GlobalConnection): boolean =>
  customAppScope(copy.appId) !== 'tenant' || source.appVersion === copy.appVersion;

const isSameAccount = (source: Connection, copy: GlobalConnection): boolean =>
  comparableAccount(source.externalAccountId ?? '') === comparableAccount(copy.externalAccountId ?? '') &&
  source.methodKey === copy.methodKey;
