/**
 * Which module of the backend may use which other one, besides the platform and the catalog, and through its index.ts
 * only. Read by the linter and by the test beside this file.
 * @type {Record<string, string[]>}
 */
export const mayUse = {
  access: [],
  secrets: [],
  probes: [],
  audit: ['access', 'secrets'],
  identity: ['access', 'audit'],
  apps: ['access', 'audit', 'identity'],
  'custom-apps': ['access', 'audit', 'identity', 'apps', 'probes'],
  notifications: ['access', 'audit', 'identity'],
  connections: ['access', 'audit', 'identity', 'apps', 'probes', 'secrets', 'notifications'],
  attempts: ['access', 'audit', 'apps', 'probes', 'secrets', 'connections'],
  oauth: ['access', 'audit', 'identity', 'apps', 'probes', 'secrets', 'notifications', 'connections', 'attempts'],
  'global-catalog': [
    'access',
    'audit',
    'identity',
    'apps',
    'probes',
    'secrets',
    'notifications',
    'connections',
    'oauth',
  ],
  publications: [
    'access',
    'audit',
    'identity',
    'apps',
    'secrets',
    'notifications',
    'connections',
    'oauth',
    'global-catalog',
  ],
  credentials: ['access', 'audit', 'identity', 'apps', 'secrets', 'connections', 'global-catalog', 'oauth'],
  rotation: ['access', 'audit', 'identity', 'apps', 'connections', 'global-catalog', 'notifications'],
  reports: ['access', 'audit', 'identity', 'apps', 'connections', 'rotation', 'credentials'],
  reviews: ['access', 'audit', 'identity', 'apps', 'connections'],
  health: ['access', 'secrets'],
};

/** Packages that few places may use: by their name, the places below backend/src. */
export const reserved = {
  'node-vault': ['secrets/'],
  'graphile-worker': ['platform/jobs/', 'platform/logging/', 'migrate.ts'],
  'openid-client': ['oauth/'],
  undici: ['platform/egress/', 'secrets/'],
};

/** The one place that reads the environment. */
export const readsEnvironment = 'platform/config/';
