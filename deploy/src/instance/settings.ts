import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { StartError } from '../start-error.ts';

const repository = path.resolve(fileURLToPath(import.meta.url), '../../../..');

export interface Settings {
  /** Everything the operator set, passed on to the API. */
  env: NodeJS.ProcessEnv;
  dataFolder: string;
  host: string;
  port: number;
  publicUrl: string;
  mode: string;
  embedsDatabase: boolean;
  embedsVault: boolean;
  /** The folder with main.js, migrate.js and seed.js. */
  backend: string;
  policies: string;
  sql: string;
}

/** Reads the launcher's settings. The API checks its own. */
export function readSettings(env: NodeJS.ProcessEnv, backend = path.join(repository, 'backend', 'dist')): Settings {
  const given = (name: string) => env[name] !== undefined && env[name] !== '';
  const port = Number(env.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new StartError(`PORT must be a number from 1 to 65535, not ${env.PORT}.`);
  const embedsDatabase = !given('DATABASE_URL');
  if (!embedsDatabase) {
    for (const name of ['DATABASE_OWNER_URL', 'DATABASE_WORKER_URL'])
      if (!given(name)) throw new StartError(`DATABASE_URL is set, so ${name} must be set too (see deploy/README.md).`);
  }
  const embedsVault = !given('VAULT_ADDR');
  if (!embedsVault && !given('VAULT_K8S_ROLE') && !(given('VAULT_ROLE_ID') && given('VAULT_SECRET_ID')))
    throw new StartError(
      'VAULT_ADDR is set, so VAULT_ROLE_ID and VAULT_SECRET_ID, or VAULT_K8S_ROLE, must be set too (see deploy/README.md).',
    );
  return {
    env,
    dataFolder: path.resolve(repository, env.DRAWBRIDGE_DATA || '.drawbridge'),
    host: env.HOST || '127.0.0.1',
    port,
    publicUrl: env.PUBLIC_URL || `http://localhost:${port}`,
    mode: env.DRAWBRIDGE_MODE || (embedsDatabase && embedsVault ? 'demo' : 'standard'),
    embedsDatabase,
    embedsVault,
    backend,
    policies: path.join(repository, 'deploy', 'vault', 'policies'),
    sql: path.join(repository, 'deploy', 'sql'),
  };
}
