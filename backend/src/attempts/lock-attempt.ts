import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Problem } from '../platform/index.ts';
import { Attempt } from './attempt.entity.ts';

/** Loads an attempt for a change; one of another tenant does not exist. */
export async function lockAttempt(em: EntityManager, id: string): Promise<Attempt> {
  const attempt = await em.findOne(Attempt, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!attempt) throw new Problem('not_found');
  return attempt;
}
