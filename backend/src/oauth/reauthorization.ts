import { connectionMachine } from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { record } from '../audit/index.ts';
import { targetOf, type Connection } from '../connections/index.ts';
import { Notices } from '../notifications/index.ts';
import { next } from '../platform/index.ts';

/** Says that only a person can bring a connection back: its state, its owner's notice, and the trail. */
@Injectable()
export class Reauthorization {
  constructor(private readonly notices: Notices) {}

  /** In the caller's transaction, on a connection that it has locked. The notice is given once per credential. */
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
    await this.notices.toUser(em, connection.ownerId, {
      kind: 'connection_needs_reauth',
      title: `${connection.name} needs to be reauthorized`,
      body: `${because.why} Workflows that use it are refused until it is reauthorized.`,
      link: `/connections/${connection.id}/show`,
      dedupe: `needs-reauth:${connection.secretId ?? connection.id}`,
    });
  }
}
