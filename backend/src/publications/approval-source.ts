import type { EntityManager } from '@mikro-orm/postgresql';
import { Connection } from '../connections/index.ts';
import { followsSource, type Following } from '../global-catalog/index.ts';
import { Problem, rowsOf } from '../platform/index.ts';
import { definitionDigest } from './definition-digest.queries.ts';
import type { PublicationRequest } from './publication-request.entity.ts';
import { stillFits } from './snapshot.ts';

const sourceFields = [
  'state',
  'methodKey',
  'appVersion',
  'authKind',
  'externalAccountId',
  'config',
  'secretId',
  'filled',
  'credentialSetAt',
  'tokenExpiresAt',
] as const;
/** What is read of the connection that is copied. */
export type Source = Pick<Readonly<Connection>, (typeof sourceFields)[number]>;

/** The connection that a request is about, as it is now. Throws where it may not be copied any more. */
export async function sourceOf(em: EntityManager, request: PublicationRequest): Promise<Source> {
  const [connection] = await rowsOf(
    em,
    Connection,
    { tenantId: request.tenantId, id: request.connectionId },
    { fields: [...sourceFields] },
  );
  if (!connection) throw new Problem('not_found');
  if (connection.state === 'revoked') throw new Problem('connection_revoked');
  if (connection.state === 'needs_reauth') throw new Problem('connection_needs_reauth');
  if (!stillFits(request.snapshot, connection)) throw new Problem('stale_snapshot');
  const digest = await definitionDigest(em, request.tenantId, request.snapshot);
  if (digest !== request.snapshot.customApp?.definitionDigest) throw new Problem('stale_snapshot');
  return connection;
}

/** What its copy is to follow; null where the credential is no token. */
export const followingOf = (source: Source): Following | null =>
  followsSource(source.authKind) ? { secretId: source.secretId ?? '', expiresAt: source.tokenExpiresAt ?? null } : null;
