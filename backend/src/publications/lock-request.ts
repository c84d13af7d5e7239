import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Problem } from '../platform/index.ts';
import { PublicationRequest } from './publication-request.entity.ts';

/** Loads a request for a change; one of another tenant does not exist. */
export async function lockRequest(em: EntityManager, id: string): Promise<PublicationRequest> {
  const request = await em.findOne(PublicationRequest, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!request) throw new Problem('not_found');
  return request;
}
