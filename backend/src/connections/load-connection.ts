import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ensure } from '../access/index.ts';
import { Problem } from '../platform/index.ts';
import { Connection } from './connection.entity.ts';

/** Loads a connection for a change; one of another tenant does not exist. */
export async function lockConnection(em: EntityManager, id: string): Promise<Connection> {
  const connection = await em.findOne(Connection, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!connection) throw new Problem('not_found');
  return connection;
}

/** A connection as it is now, if the caller may do this with it. */
export async function seenFor(em: EntityManager, action: 'check' | 'revoke', id: string): Promise<Connection> {
  const found = await em.findOne(Connection, { id });
  if (!found) throw new Problem('not_found');
  ensure(action, 'Connection', found);
  return found;
}
