import {
  customAppScope,
  destinationsOf,
  injectionLines,
  type MethodDefinition,
  type PublicationSnapshot,
} from '@drawbridge/catalog';
import type { CustomVersion, Used } from '../apps/index.ts';
import type { Connection } from '../connections/index.ts';
import type { Person } from '../identity/index.ts';
import { canonicalJson, sha256Hex } from '../platform/index.ts';

/** The connection as the reviewer sees it, frozen and without any secret. */
export const snapshotOf = (connection: Connection, used: Used, owner: Person): PublicationSnapshot => ({
  appId: connection.appId,
  appName: used.app.name,
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
  ...(used.custom && { customApp: customAppOf(connection.appId, used.custom, used.method) }),
});

/** By the definition alone: what it does with a credential, whatever was typed. */
function customAppOf(appId: string, custom: CustomVersion, method: MethodDefinition) {
  return {
    scope: customAppScope(appId) ?? 'tenant',
    version: custom.number,
    definitionDigest: custom.digest,
    destinations: destinationsOf(method).map(({ address, purpose, handed }) => ({
      address,
      purpose,
      handed: [...handed],
    })),
    injections: injectionLines(method),
  };
}

/** SHA-256 over the snapshot with its keys in order: jsonb keeps no order of its own. */
export const digestOf = (snapshot: PublicationSnapshot): string => sha256Hex(canonicalJson(snapshot));

/** Whether what was reviewed still is what would be copied: the same account, by the same definition, at the same place. */
export const stillFits = (
  snapshot: PublicationSnapshot,
  connection: Pick<Connection, 'methodKey' | 'appVersion' | 'externalAccountId' | 'config'>,
): boolean =>
  snapshot.authMethod === connection.methodKey &&
  (snapshot.customApp?.version ?? null) === (connection.appVersion ?? null) &&
  (snapshot.externalAccount?.id ?? null) === (connection.externalAccountId ?? null) &&
  canonicalJson(snapshot.config) === canonicalJson(connection.config);
