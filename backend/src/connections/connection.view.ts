import { restOf, type ConnectionView, type RequiredScope } from '@drawbridge/catalog';
import type { Person } from '../identity/index.ts';
import type { Connection } from './connection.entity.ts';

export interface Surroundings {
  appName: (appId: string) => string;
  people: (id: string) => Person;
  publication: ConnectionView['publication'];
  clientScope: 'platform' | 'tenant' | null;
  requiredScopes: (row: Readonly<Connection>) => RequiredScope[];
}

/** The connection as the API shows it: never a secret, only the names of the fields that hold one. */
export function connectionView(
  row: Connection,
  { appName, people, publication, clientScope, requiredScopes }: Surroundings,
): ConnectionView {
  return {
    id: row.id,
    appId: row.appId,
    appName: row.customAppName ?? appName(row.appId),
    appVersion: row.appVersion ?? null,
    authMethod: row.methodKey,
    authKind: row.authKind,
    name: row.name,
    state: row.state,
    isDefault: row.isDefault,
    rest: row.rest ? restOf(row.rest) : null,
    externalAccount: row.externalAccountId
      ? { id: row.externalAccountId, label: row.externalAccountLabel ?? null }
      : null,
    config: row.config,
    secretFields: row.secretFields,
    owner: people(row.ownerId),
    health: row.health ?? null,
    oauth: row.authKind.startsWith('oauth2')
      ? {
          clientId: row.oauthClientId ?? null,
          clientScope,
          grantedScopes: row.grantedScopes,
          tokenExpiresAt: row.tokenExpiresAt?.toISOString() ?? null,
          requiredScopes: requiredScopes(row),
          renews: row.refreshable,
          providerRevocation: row.providerRevocation ?? null,
        }
      : null,
    credentialSetAt: row.credentialSetAt.toISOString(),
    firstUsedAt: row.firstUsedAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    useCount: row.useCount,
    rotation: {
      dueAt: row.rotationDueAt?.toISOString() ?? null,
      days: row.rotationDays ?? null,
      source: row.rotationSource ?? 'No policy',
    },
    publication,
    createdAt: row.createdAt.toISOString(),
    revokedAt: row.revokedAt?.toISOString() ?? null,
    revokedBy: row.revokedBy ? people(row.revokedBy) : null,
    revokeReason: row.revokeReason ?? null,
    version: row.version,
  };
}
