import { reviewRestDays, type KeepConnection, type KeptConnection } from '@drawbridge/catalog';
import { Injectable } from '@nestjs/common';
import { ensure } from '../access/index.ts';
import { difference, record } from '../audit/index.ts';
import { lockConnection, targetOf } from '../connections/index.ts';
import { Clock, days, newId, principal, Problem, refuseStale, UnitOfWork } from '../platform/index.ts';
import { ConnectionReview } from './connection-review.entity.ts';
import { ReviewsQueries } from './reviews.queries.ts';

/** Records that somebody has looked at a connection and keeps it as it is. */
@Injectable()
export class ReviewsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly queries: ReviewsQueries,
  ) {}

  /** Leaves it out of the review for a while; nothing else about it changes. */
  keep(id: string, input: KeepConnection): Promise<KeptConnection> {
    return this.uow.run(async (em) => {
      const connection = await lockConnection(em, id);
      ensure('create', 'ConnectionReview', { tenantId: connection.tenantId });
      refuseStale(input.version, connection.version);
      if (connection.state === 'revoked') throw new Problem('connection_revoked');
      const row = em.create(ConnectionReview, {
        id: newId('connectionReview'),
        tenantId: connection.tenantId,
        connectionId: connection.id,
        reasons: await this.queries.reasonsOf(em, connection),
        note: input.note.trim(),
        reviewedBy: principal().id ?? '',
        reviewedAt: this.clock.now(),
      });
      em.persist(row);
      const { reasons, note, reviewedAt } = row;
      record(em, {
        action: 'connection.reviewed',
        target: targetOf(connection),
        ownerId: connection.ownerId,
        changes: difference({}, { reasons }),
        reason: note,
      });
      const until = new Date(reviewedAt.getTime() + days(reviewRestDays)).toISOString();
      return { id: row.id, connectionId: id, reasons, note, reviewedAt: reviewedAt.toISOString(), until };
    });
  }
}
