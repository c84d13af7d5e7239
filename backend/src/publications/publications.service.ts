import {
  publicationMachine,
  type ApprovePublication,
  type CreatePublicationRequest,
  type DenyPublication,
  type PublicationRequestView,
  type WithdrawPublication,
} from '@drawbridge/catalog';
import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { ensure } from '../access/index.ts';
import { AppCatalog, refuseResting } from '../apps/index.ts';
import { difference, record } from '../audit/index.ts';
import { lockConnection } from '../connections/index.ts';
import { Notices } from '../notifications/index.ts';
import {
  Clock,
  days,
  newId,
  next,
  principal,
  Problem,
  refuseStale,
  tenantOf,
  uniqueOr,
  UnitOfWork,
} from '../platform/index.ts';
import { Approval } from './approval.ts';
import { lockRequest } from './lock-request.ts';
import { PublicationRequest, targetOf } from './publication-request.entity.ts';
import { PublicationsQueries } from './publications.queries.ts';
import { digestOf, snapshotOf } from './snapshot.ts';

const openFor = days(30);

/** From the tenant's request to the decision. The copying itself is in Approval. */
@Injectable()
export class PublicationsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly queries: PublicationsQueries,
    private readonly approval: Approval,
    private readonly apps: AppCatalog,
    private readonly notices: Notices,
    private readonly clock: Clock,
  ) {}

  /** Asks for a connection to be published. What the reviewer will see is frozen now. */
  async request(input: CreatePublicationRequest): Promise<PublicationRequestView> {
    const who = principal();
    const id = await uniqueOr(
      'connectionId',
      'has an open request already',
      () =>
        this.uow.run(async (em) => {
          const connection = await lockConnection(em, input.connectionId);
          ensure('request_publication', 'Connection', connection);
          if (connection.state === 'revoked') throw new Problem('connection_revoked');
          refuseResting(connection.rest);
          if (connection.state === 'needs_reauth') throw new Problem('connection_needs_reauth');
          const snapshot = snapshotOf(
            connection,
            await this.apps.made(connection),
            await this.queries.person(em, connection.ownerId),
          );
          const request = em.create(PublicationRequest, {
            id: newId('publicationRequest'),
            tenantId: tenantOf(who),
            connectionId: connection.id,
            state: publicationMachine.initial,
            appId: connection.appId,
            justification: input.justification,
            snapshot,
            snapshotDigest: digestOf(snapshot),
            requestedBy: who.id ?? '',
            requestedAt: this.clock.now(),
            expiresAt: this.clock.in(openFor),
            version: 1,
          });
          em.persist(request);
          record(em, {
            action: 'publication_request.created',
            target: targetOf(request),
            ownerId: connection.ownerId,
            reason: input.justification,
            changes: difference(
              {},
              { connectionId: connection.id, state: request.state, snapshotDigest: request.snapshotDigest },
            ),
          });
          await this.notices.toSystemAdmins(em, {
            kind: 'publication_requested',
            title: `${who.tenantName ?? 'A tenant'} asks to publish "${connection.name}"`,
            body: input.justification,
            link: `/publication-requests/${request.id}/show`,
            dedupe: `requested:${request.id}`,
          });
          await em.flush();
          return request.id;
        }),
      'already_requested',
    );
    return this.queries.get(id);
  }

  /** Approves: the secret and the snapshot are copied. The request stays `approving` until the copy is complete. */
  async approve(id: string, input: ApprovePublication): Promise<PublicationRequestView> {
    const intended = await this.approval.start(id, input);
    let view: PublicationRequestView | undefined;
    await this.approval.finish(id, intended, async (em, request) => void (view = await this.queries.view(em, request)));
    // Where another process has finished it, it is looked at anew.
    return view ?? this.queries.get(id);
  }

  async deny(id: string, input: DenyPublication): Promise<PublicationRequestView> {
    const who = principal();
    await this.uow.run(async (em) => {
      const request = await lockRequest(em, id);
      if (request.requestedBy === who.id) throw new Problem('own_request');
      ensure('deny', 'PublicationRequest', request);
      refuseStale(input.version, request.version);
      this.decide(em, request, 'deny', input.reason);
      await this.tellRequester(em, request, 'was denied', input.reason);
    });
    return this.queries.get(id);
  }

  async withdraw(id: string, input: WithdrawPublication): Promise<PublicationRequestView> {
    await this.uow.run(async (em) => {
      const request = await lockRequest(em, id);
      ensure('withdraw', 'PublicationRequest', request);
      refuseStale(input.version, request.version);
      this.decide(em, request, 'withdraw', input.reason ?? null);
    });
    return this.queries.get(id);
  }

  /** Ends requests that nobody decided about in time. */
  async expireDue(): Promise<void> {
    await this.uow.asSystem(async (em) => {
      const due = await em.find(
        PublicationRequest,
        { state: 'pending', expiresAt: { $lt: this.clock.now() } },
        { limit: 50, lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE },
      );
      for (const request of due) {
        const before = request.state;
        request.state = next(publicationMachine, request.state, 'expire');
        request.version += 1;
        record(em, {
          action: 'publication_request.expired',
          tenantId: request.tenantId,
          target: targetOf(request),
          changes: difference({ state: before }, { state: request.state }),
        });
        await this.tellRequester(
          em,
          request,
          'expired',
          'Nobody decided about it in time. Ask again if it is still wanted.',
        );
      }
    });
  }

  private decide(
    em: EntityManager,
    request: PublicationRequest,
    event: 'deny' | 'withdraw',
    reason: string | null,
  ): void {
    const before = request.state;
    em.assign(request, {
      state: next(publicationMachine, request.state, event),
      decidedBy: principal().id,
      decidedAt: this.clock.now(),
      decisionReason: reason,
      version: request.version + 1,
    });
    record(em, {
      action: event === 'deny' ? 'publication_request.denied' : 'publication_request.withdrawn',
      tenantId: request.tenantId,
      target: targetOf(request),
      reason,
      changes: difference({ state: before }, { state: request.state }),
    });
  }

  private tellRequester(
    em: EntityManager,
    request: PublicationRequest,
    outcome: string,
    reason: string,
  ): Promise<void> {
    return this.notices.toUser(
      em,
      request.requestedBy,
      {
        kind: 'publication_decided',
        title: `The publication of "${request.snapshot.name}" ${outcome}`,
        body: reason,
        link: `/publication-requests/${request.id}/show`,
        dedupe: `decided:${request.id}:${request.state}`,
      },
      request.tenantId,
    );
  }
}
