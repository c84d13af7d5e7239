import type { ConnectionView, UpdateConnection } from '@drawbridge/catalog';
import { Injectable } from '@nestjs/common';
import { ensure } from '../access/index.ts';
import { difference, record } from '../audit/index.ts';
import { Problem, refuseStale, uniqueOr, UnitOfWork, violatedConstraint } from '../platform/index.ts';
import { targetOf } from './connection.entity.ts';
import { ConnectionsQueries } from './connections.queries.ts';
import { takeDefault } from './default-connection.ts';
import { lockConnection } from './load-connection.ts';

/** What people change about a connection that exists; its credential is not among it. */
@Injectable()
export class ConnectionsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly queries: ConnectionsQueries,
  ) {}

  /** Renames it, or makes it the default of its app in place of the one before. */
  async update(id: string, input: UpdateConnection): Promise<ConnectionView> {
    await uniqueOr(
      'name',
      'is taken by another connection of this app',
      () =>
        this.change(id, input).catch((error: unknown) => {
          // Another became the default at the same time, where there was none before: now it is there to be replaced.
          if (violatedConstraint(error) !== 'connection_default') throw error;
          return this.change(id, input);
        }),
      'name_taken',
    );
    return this.queries.get(id);
  }

  private change(id: string, input: UpdateConnection): Promise<void> {
    return this.uow.run(async (em) => {
      const connection = await lockConnection(em, id);
      ensure('update', 'Connection', connection);
      refuseStale(input.version, connection.version);
      if (connection.state === 'revoked') throw new Problem('connection_revoked');
      const before = { name: connection.name, isDefault: connection.isDefault };
      if (input.isDefault === true && !connection.isDefault) await takeDefault(em, connection);
      connection.name = input.name ?? connection.name;
      connection.version += 1;
      const changes = difference(before, { name: connection.name, isDefault: connection.isDefault });
      record(em, {
        action: 'connection.updated',
        target: targetOf(connection),
        ownerId: connection.ownerId,
        changes,
      });
    });
  }
}
