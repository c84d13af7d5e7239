import type { DebugView, StartDebug } from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { ensure } from '../access/index.ts';
import { record } from '../audit/index.ts';
import { Problem, UnitOfWork } from '../platform/index.ts';
import { Connection, targetOf } from './connection.entity.ts';
import { lockConnection } from './load-connection.ts';
import { debugOf, removeOldCalls, setDebugMinutes } from './provider-calls.queries.ts';

/** The debug mode of a connection: for at most an hour, by its owner or an admin of the tenant. */
@Injectable()
export class DebuggingService {
  constructor(private readonly uow: UnitOfWork) {}

  start(id: string, { minutes }: StartDebug): Promise<DebugView> {
    return this.uow.run(async (em) => {
      const connection = await this.load(em, id);
      if (connection.state === 'revoked') throw new Problem('connection_revoked');
      return this.set(em, connection, minutes);
    });
  }

  stop(id: string): Promise<DebugView> {
    return this.uow.run(async (em) => this.set(em, await this.load(em, id), 0));
  }

  read(id: string): Promise<DebugView> {
    return this.uow.read(async (em) => {
      const connection = await em.findOne(Connection, { id });
      if (!connection) throw new Problem('not_found');
      ensure('debug', 'Connection', connection);
      return debugOf(em, id);
    });
  }

  /** A job: what is older than a day goes. */
  async removeOld(): Promise<void> {
    await this.uow.asSystem(removeOldCalls);
  }

  private async load(em: EntityManager, id: string): Promise<Connection> {
    const connection = await lockConnection(em, id);
    ensure('debug', 'Connection', connection);
    return connection;
  }

  private async set(em: EntityManager, connection: Connection, minutes: number): Promise<DebugView> {
    const before = connection.debugUntil?.toISOString() ?? null;
    await setDebugMinutes(em, connection.id, minutes);
    const present = await debugOf(em, connection.id);
    record(em, {
      action: minutes > 0 ? 'connection.debug_started' : 'connection.debug_stopped',
      target: targetOf(connection),
      ownerId: connection.ownerId,
      changes: { debugUntil: { before, after: present.until } },
    });
    return present;
  }
}
