import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { difference, record } from '../audit/index.ts';
import { Connection, targetOf } from './connection.entity.ts';

/** Makes it the default of its app, in place of the one that is it now. */
export async function takeDefault(em: EntityManager, connection: Connection): Promise<void> {
  const { tenantId, appId } = connection;
  const current = await em.findOne(
    Connection,
    { tenantId, appId, isDefault: true },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  if (current) {
    current.isDefault = false;
    current.version += 1;
    record(em, {
      action: 'connection.updated',
      target: targetOf(current),
      ownerId: current.ownerId,
      changes: difference({ isDefault: true }, { isDefault: false }),
    });
    await em.flush();
  }
  connection.isDefault = true;
}
