import { formatId, publicationMachine, type ApprovePublication } from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { ensure } from '../access/index.ts';
import { AppCatalog, type Made } from '../apps/index.ts';
import { difference, record } from '../audit/index.ts';
import { followsSource, GlobalConnection, globalTargetOf, publish } from '../global-catalog/index.ts';
import { Notices } from '../notifications/index.ts';
import { handedOut } from '../oauth/index.ts';
import {
  Clock,
  faultPoint,
  newId,
  next,
  principal,
  Problem,
  refuseStale,
  rowsOf,
  seconds,
  UnitOfWork,
} from '../platform/index.ts';
import { globalPlace, SecretLedger, SecretMissing, SecretStore, tenantPlace } from '../secrets/index.ts';
import { lockRequest } from './lock-request.ts';
import { PublicationRequest, targetOf } from './publication-request.entity.ts';
import { followingOf, sourceOf, type Source } from './approval-source.ts';

/** A copy that has not come through after this long is taken up by the reconciler. */
const resumeAfter = seconds(3);
const copiesTried = 3;
const grace = seconds(60);

/**
 * The copy of a connection into the global tables, over two stores: intent (T1), secret (V1), pointer (T2).
 * Readers see only T2. Ended at any point, it is taken up again from what is committed.
 */
@Injectable()
export class Approval {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly store: SecretStore,
    private readonly ledger: SecretLedger,
    private readonly apps: AppCatalog,
    private readonly notices: Notices,
    private readonly clock: Clock,
  ) {}

  /** T1: the decision and where its copy will be. Returns what `finish` is to copy. */
  async start(id: string, input: ApprovePublication): Promise<PublicationRequest> {
    const who = principal();
    const intended = await this.uow.run(async (em) => {
      const request = await lockRequest(em, id);
      if (request.requestedBy === who.id) throw new Problem('own_request');
      ensure('approve', 'PublicationRequest', request);
      refuseStale(input.version, request.version);
      const state = next(publicationMachine, request.state, 'approve');
      if (request.expiresAt <= this.clock.now())
        throw new Problem('invalid_transition', { detail: 'It has expired. The tenant has to ask again.' });
      const connection = await sourceOf(em, request);
      const [published] = await rowsOf(
        em,
        GlobalConnection,
        { sourceConnectionId: request.connectionId, state: 'published' },
        { fields: ['id'], limit: 1 },
      );
      const globalConnectionId = published?.id ?? newId('globalConnection');
      em.assign(request, {
        state,
        globalConnectionId,
        decidedBy: who.id,
        decidedAt: this.clock.now(),
        decisionReason: input.reason ?? null,
        version: request.version + 1,
      });
      this.intend(em, request, connection);
      record(em, {
        action: 'publication_request.approval_started',
        tenantId: request.tenantId,
        target: targetOf(request),
        reason: input.reason ?? null,
        changes: difference({ state: 'pending' }, { state, globalConnectionId }),
      });
      return request;
    });
    faultPoint('approve.intended');
    return intended;
  }

  /** V1 and T2. Safe to repeat, and by several processes at a time: one of them publishes, and looks at what it made. */
  async finish(id: string, intended?: PublicationRequest, look?: Look): Promise<void> {
    for (let tries = copiesTried; tries > 0; tries--) {
      const known = tries === copiesTried ? intended : undefined;
      const request = known ?? (await this.uow.read((em) => em.findOneOrFail(PublicationRequest, { id })));
      if (request.state !== 'approving') return;
      if (await this.copySecret(request)) {
        faultPoint('approve.copied');
        if (await this.point(id, look)) {
          faultPoint('approve.published');
          return;
        }
      }
      await this.copyAnew(id);
    }
    throw new Problem('in_progress', { detail: 'The connection keeps changing. The copy is tried again.' });
  }

  /** Takes up what was left over: by a crash, or while Vault was away. */
  async resume(): Promise<void> {
    const failures: unknown[] = [];
    for (const id of await this.claimStale()) {
      try {
        await this.finish(id).catch((error: unknown) => this.giveBack(id, error));
      } catch (error) {
        failures.push(error);
        // While Vault is away the others need not be tried; what fails for a reason of its own must not hold them up.
        if (error instanceof Problem && error.status === 503) break;
      }
    }
    if (failures.length > 0) throw failures[0];
  }

  /** The longest waiting first. SQL of its own: whose turn it is changes nothing that the audit trail is to know of. */
  private async claimStale(): Promise<string[]> {
    const rows = await this.uow.asSystem((em) =>
      em.execute<{ id: string }[]>(
        `update publication_request set copy_started_at = ? where id in (
           select id from publication_request where state = 'approving' and copy_started_at < ?
           order by copy_started_at limit 10 for update skip locked) returning id`,
        [this.clock.now(), this.clock.in(-resumeAfter)],
      ),
    );
    return rows.map((row) => formatId('publicationRequest', row.id));
  }

  private async copySecret(request: PublicationRequest): Promise<boolean> {
    const { method } = await this.apps.made(definitionOf(request));
    try {
      await this.store.publish(
        tenantPlace(request.tenantId, request.copySourceSecretId ?? ''),
        globalPlace(request.globalConnectionId ?? '', request.copySecretId ?? ''),
        followsSource(request.snapshot.authKind) ? (secrets) => handedOut(method, secrets) : undefined,
      );
      return true;
    } catch (error) {
      // Rotated and destroyed since: the next round copies the credential that replaced it.
      if (error instanceof SecretMissing) return false;
      throw error;
    }
  }

  /** T2: the pointer. False when the credential was replaced while it was copied. */
  private async point(id: string, look?: Look): Promise<boolean> {
    return this.uow.run(async (em) => {
      const request = await lockRequest(em, id);
      if (request.state !== 'approving') return true;
      const connection = await sourceOf(em, request);
      const { app, custom } = await this.apps.made(definitionOf(request));
      if (connection.secretId !== request.copySourceSecretId) return false;
      const { copy, replacedSecretId } = await publish(em, {
        globalConnectionId: request.globalConnectionId ?? '',
        secretId: request.copySecretId ?? '',
        requestId: request.id,
        tenantId: request.tenantId,
        connectionId: request.connectionId,
        custom: custom && { ...custom, name: app.name },
        snapshot: { ...request.snapshot, credentialSetAt: connection.credentialSetAt.toISOString() },
        filled: connection.filled,
        token: followingOf(connection),
        snapshotDigest: request.snapshotDigest,
        approvedBy: request.decidedBy ?? '',
        at: this.clock.now(),
      });
      await this.ledger.settle(em, request.copySecretId ?? '');
      if (replacedSecretId !== null) await this.ledger.doom(em, replacedSecretId, this.clock.in(grace));
      request.state = next(publicationMachine, request.state, 'publish');
      request.version += 1;
      record(em, {
        action: 'publication_request.approved',
        tenantId: request.tenantId,
        target: targetOf(request),
        changes: difference({ state: 'approving' }, { state: request.state }),
      });
      record(em, {
        action: copy.publishedVersion === 1 ? 'global_connection.published' : 'global_connection.republished',
        tenantId: null,
        target: globalTargetOf(copy),
        changes: difference(
          {},
          {
            publishedVersion: copy.publishedVersion,
            publicationRequestId: request.id,
            snapshotDigest: request.snapshotDigest,
          },
        ),
      });
      await this.notices.toUser(
        em,
        request.requestedBy,
        {
          kind: 'publication_decided',
          title: `"${request.snapshot.name}" is published`,
          body: request.decisionReason ?? 'Every tenant can use the copy from now on.',
          link: `/global-connections/${copy.id}/show`,
          dedupe: `decided:${request.id}:approved`,
        },
        request.tenantId,
      );
      await look?.(em, request);
      return true;
    });
  }

  /** The copy that was begun is of a credential no longer in use: it is dropped and a new one intended. */
  private async copyAnew(id: string): Promise<void> {
    await this.uow.run(async (em) => {
      const request = await lockRequest(em, id);
      if (request.state !== 'approving') return;
      const connection = await sourceOf(em, request);
      // Nothing has replaced it, and yet Vault does not hold it: no further try would find it.
      if (connection.secretId === request.copySourceSecretId) throw new Problem('connection_needs_reauth');
      if (request.copySecretId) await this.ledger.abandon(em, request.copySecretId);
      this.intend(em, request, connection);
      record(em, { action: 'publication_request.copy_renewed', tenantId: request.tenantId, target: targetOf(request) });
    });
  }

  /** The connection cannot be copied any more: the request goes back to those who decide. */
  private async giveBack(id: string, error: unknown): Promise<void> {
    const lost =
      error instanceof Problem &&
      // The last one: the copy that it was to renew has been revoked meanwhile.
      ['stale_snapshot', 'connection_revoked', 'connection_needs_reauth', 'invalid_transition', 'unknown_app'].includes(
        error.code,
      );
    if (!lost) throw error;
    await this.uow.asSystem(async (em) => {
      const request = await lockRequest(em, id);
      if (request.state !== 'approving') return;
      if (request.copySecretId) await this.ledger.abandon(em, request.copySecretId);
      em.assign(request, {
        state: next(publicationMachine, request.state, 'release'),
        decidedBy: null,
        decidedAt: null,
        decisionReason: null,
        copySecretId: null,
        copySourceSecretId: null,
        copyStartedAt: null,
        globalConnectionId: null,
        version: request.version + 1,
      });
      record(em, {
        action: 'publication_request.approval_released',
        outcome: 'failure',
        tenantId: request.tenantId,
        target: targetOf(request),
        reason: error.code,
        changes: difference({ state: 'approving' }, { state: request.state }),
      });
    });
  }

  private intend(em: EntityManager, request: PublicationRequest, connection: Source): void {
    request.copySecretId = this.ledger.intendGlobal(em, request.globalConnectionId ?? '').id;
    request.copySourceSecretId = connection.secretId ?? null;
    request.copyStartedAt = this.clock.now();
  }
}

/** The definition that was reviewed, as its tenant has it. */
const definitionOf = ({ tenantId, snapshot }: PublicationRequest): Made => ({
  appId: snapshot.appId,
  methodKey: snapshot.authMethod,
  appVersion: snapshot.customApp?.version,
  tenantId,
});

/** Looks at a request in the transaction that has just published it. */
type Look = (em: EntityManager, request: PublicationRequest) => Promise<void>;
