import { parseId } from '@drawbridge/catalog';

/** Where a secret lies: the area says which policy reaches it, the rest are UUIDs only. */
export interface SecretPlace {
  /** `tenants`: of one tenant; `global`: of a published copy; `platform`: of the platform itself. */
  area: 'tenants' | 'global' | 'platform';
  /** UUID of the tenant, the global connection or the platform's own record. */
  owner: string;
  /** UUID of the secret: a new one for each credential, so that nothing is ever overwritten. */
  secret: string;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Builds a Vault path. Segments are fixed words and UUIDs, so nothing in a path can climb, query or name another mount;
 * node-vault itself passes `..`, `?` and `#` through to the server.
 */
export function secretPath(mount: string, kind: 'data' | 'metadata', place: SecretPlace): string {
  for (const segment of [place.owner, place.secret])
    if (!uuid.test(segment)) throw new Error('a Vault path takes UUIDs only');
  return `${mount}/${kind}/drawbridge/${place.area}/${place.owner}/${place.secret}`;
}

/** The folder of an area, or of one owner in it, for listing. */
export function secretFolder(mount: string, area: SecretPlace['area'], owner?: string): string {
  if (owner !== undefined && !uuid.test(owner)) throw new Error('a Vault path takes UUIDs only');
  return `${mount}/metadata/drawbridge/${area}${owner === undefined ? '' : `/${owner}`}`;
}

/** The place of a tenant's secret. */
export const tenantPlace = (tenantId: string, secretId: string): SecretPlace => ({
  area: 'tenants',
  owner: parseId('tenant', tenantId),
  secret: parseId('secret', secretId),
});

/** The place of a published copy. */
export const globalPlace = (globalConnectionId: string, secretId: string): SecretPlace => ({
  area: 'global',
  owner: parseId('globalConnection', globalConnectionId),
  secret: parseId('secret', secretId),
});

/** The place of the secret of an OAuth client of the platform. */
export const platformPlace = (oauthClientId: string, secretId: string): SecretPlace => ({
  area: 'platform',
  owner: parseId('oauthClient', oauthClientId),
  secret: parseId('secret', secretId),
});
