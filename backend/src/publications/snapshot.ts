import type { PublicationSnapshot } from '@drawbridge/catalog';
import type { Connection } from '../connections/index.ts';
import type { Person } from '../identity/index.ts';
import { canonicalJson, sha256Hex } from '../platform/index.ts';

/** The connection as the reviewer sees it, frozen and without any secret. */
export const snapshotOf = (connection: Connection, appName: string, owner: Person): PublicationSnapshot => ({
  appId: connection.appId,
  appName,
  authMethod: connection.methodKey,
  authKind: connection.authKind,
  name: connection.name,
  externalAccount: connection.externalAccountId
    ? { id: connection.externalAccountId, label: connection.externalAccountLabel ?? null }
    : null,
  config: connection.config,
  secretFields: connection.secretFields,
  scopes: connection.grantedScopes,
  health: connection.health ? { outcome: connection.health.outcome, checkedAt: connection.health.checkedAt } : null,
  credentialSetAt: connection.credentialSetAt.toISOString(),
  useCount: connection.useCount,
  owner,
});

/** SHA-256 over the snapshot with its keys in order: jsonb keeps no order of its own. */
export const digestOf = (snapshot: PublicationSnapshot): string => sha256Hex(canonicalJson(snapshot));

/** Whether what was reviewed still is what would be copied: the same account, by the same method, at the same place. */
export const stillFits = (
  snapshot: PublicationSnapshot,
  connection: Pick<Connection, 'methodKey' | 'externalAccountId' | 'config'>,
): boolean =>
  snapshot.authMethod === connection.methodKey &&
  (snapshot.externalAccount?.id ?? null) === (connection.externalAccountId ?? null) &&
  canonicalJson(snapshot.config) === canonicalJson(connection.config);
