import { publicationMachine, type ApprovePublication } from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { ensure } from '../access/index.ts';
import { AppCatalog, type Made } from '../apps/index.ts';
import { difference, record } from '../audit/index.ts';
import { followsSource, GlobalConnection, publish } from '../global-catalog/index.ts';
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
import { publishedNotice, recordPublication } from './publication-record.ts';
import { followingOf, sourceOf, type Source } from './approval-source.ts';

const copiesTried = 3;
const grace = seconds(60);

/**
 * The copy of a connection into the global tables, over two stores: intent (T1), secret (V1), pointer (T2).
 * Readers see only T2. Ended at any point, it is taken up again from what is committed (ApprovalRecovery).
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
      recordPublication(em, request, copy);
      await this.notices.toUser(em, request.requestedBy, publishedNotice(request, copy), request.tenantId);
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
