import type { PublicationRequestQuery, PublicationRequestView } from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { accessibleBy, ensure } from '../access/index.ts';
import { GlobalConnection } from '../global-catalog/index.ts';
import { peopleById, tenantsById, type Person } from '../identity/index.ts';
import { cursorId, pageOf, Problem, rowsOf, UnitOfWork } from '../platform/index.ts';
import { PublicationRequest } from './publication-request.entity.ts';

/** Reads of publication requests: the queue of the reviewers, and each tenant's own. */
@Injectable()
export class PublicationsQueries {
  constructor(private readonly uow: UnitOfWork) {}

  async list(query: PublicationRequestQuery) {
    const scope = accessibleBy('read', 'PublicationRequest');
    if (scope === null) throw new Problem('forbidden');
    const after = cursorId('publicationRequest', query.cursor);
    const { state, appId, tenantId, connectionId } = query;
    const filters = Object.entries({ state, appId, tenantId, connectionId }).flatMap(([key, value]) =>
      value === undefined ? [] : [{ [key]: value }],
    );
    return this.uow.read(async (em) => {
      const rows = await rowsOf(
        em,
        PublicationRequest,
        { $and: [scope, ...filters, after === undefined ? {} : { id: { $lt: after } }] },
        { orderBy: { id: 'desc' }, limit: query.limit + 1 },
      );
      const view = await this.viewer(em, rows.slice(0, query.limit));
      return pageOf(rows, query.limit, (row) => row.id, view);
    });
  }

  get(id: string): Promise<PublicationRequestView> {
    return this.uow.read(async (em) => {
      const row = await em.findOne(PublicationRequest, { id });
      if (!row) throw new Problem('not_found');
      return this.view(em, row);
    });
  }

  /** One that is at hand already, in the transaction that it was loaded in. */
  async view(em: EntityManager, row: PublicationRequest): Promise<PublicationRequestView> {
    ensure('read', 'PublicationRequest', row);
    return (await this.viewer(em, [row]))(row);
  }

  async person(em: EntityManager, id: string): Promise<Person> {
    return (await peopleById(em, [id]))(id);
  }

  private async viewer(
    em: EntityManager,
    rows: PublicationRequest[],
  ): Promise<(row: PublicationRequest) => PublicationRequestView> {
    const people = await peopleById(
      em,
      rows.flatMap((row) => [row.requestedBy, row.decidedBy]),
    );
    const tenants = await tenantsById(
      em,
      rows.map((row) => row.tenantId),
    );
    const open = rows.filter(isOpen);
    const copies =
      open.length === 0
        ? []
        : await rowsOf(em, GlobalConnection, {
            sourceConnectionId: { $in: open.map((row) => row.connectionId) },
            state: 'published',
          });
    const copyOf = new Map(copies.map((copy) => [copy.sourceConnectionId, copy]));
    return (row) => {
      const copy = copyOf.get(row.connectionId);
      return {
        id: row.id,
        state: row.state,
        tenant: tenants(row.tenantId),
        connectionId: row.connectionId,
        justification: row.justification,
        snapshot: row.snapshot,
        snapshotDigest: row.snapshotDigest,
        requestedBy: people(row.requestedBy),
        requestedAt: row.requestedAt.toISOString(),
        expiresAt: row.expiresAt.toISOString(),
        decidedBy: row.decidedBy ? people(row.decidedBy) : null,
        decidedAt: row.decidedAt?.toISOString() ?? null,
        decisionReason: row.decisionReason ?? null,
        globalConnectionId: row.globalConnectionId ?? null,
        replaces:
          isOpen(row) && copy ? { id: copy.id, name: copy.name, publishedVersion: copy.publishedVersion } : null,
        version: row.version,
      };
    };
  }
}

const isOpen = ({ state }: PublicationRequest): boolean => state === 'pending' || state === 'approving';
