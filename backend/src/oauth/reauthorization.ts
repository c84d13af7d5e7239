import { connectionMachine } from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { record } from '../audit/index.ts';
import { reauthNotice, targetOf, type Connection } from '../connections/index.ts';
import { Notices } from '../notifications/index.ts';
import { next } from '../platform/index.ts';

/** Says that only a person can bring a connection back: its state, its owner's notice, and the trail. */
@Injectable()
export class Reauthorization {
  constructor(private readonly notices: Notices) {}

  /** In the caller's transaction, on a connection that it has locked. The notice is given once for each such change. */
  async demand(em: EntityManager, connection: Connection, because: { reason: string; why: string }): Promise<void> {
    const before = connection.state;
    connection.state = next(connectionMachine, connection.state, 'invalidate');
    connection.refreshAt = null;
    connection.version += 1;
    record(em, {
      action: 'connection.needs_reauth',
      target: targetOf(connection),
      ownerId: connection.ownerId,
      outcome: 'failure',
      reason: because.reason,
      changes: { state: { before, after: connection.state } },
    });
    const body = `${because.why} Workflows that use it are refused until it is reauthorized.`;
    await this.notices.toUser(em, connection.ownerId, reauthNotice(connection, body));
  }
}
