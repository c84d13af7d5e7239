import type { EntityManager } from '@mikro-orm/postgresql';
import { difference, record } from '../audit/index.ts';
import { globalTargetOf, type GlobalConnection } from '../global-catalog/index.ts';
import type { Notice } from '../notifications/index.ts';
import { targetOf, type PublicationRequest } from './publication-request.entity.ts';

/** Both sides of it: the tenant's request is approved, and the global table has a copy. */
export function recordPublication(em: EntityManager, request: PublicationRequest, copy: GlobalConnection): void {
  record(em, {
    action: 'publication_request.approved',
    tenantId: request.tenantId,
    target: targetOf(request),
    changes: difference({ state: 'approving' }, { state: request.state }),
  });
  record(em, {
    action: copy.publishedVersion === 1 ? 'global_connection.published' : 'global_connection.republished',
    tenantId: null,
    target: globalTargetOf(copy),
    changes: difference(
      {},
      {
        publishedVersion: copy.publishedVersion,
        publicationRequestId: request.id,
        snapshotDigest: request.snapshotDigest,
      },
    ),
  });
}

/** What is said to whoever asked for it. */
export const publishedNotice = (request: PublicationRequest, copy: GlobalConnection): Notice => ({
  kind: 'publication_decided',
  title: `"${request.snapshot.name}" is published`,
  body: request.decisionReason ?? 'Every tenant can use the copy from now on.',
  link: `/global-connections/${copy.id}/show`,
  dedupe: `decided:${request.id}:approved`,
});
