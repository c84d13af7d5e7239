import { fileURLToPath } from 'node:url';
import { Migrator } from '@mikro-orm/migrations';
import type { Pool } from 'pg';
import { defineConfig, type Options } from '@mikro-orm/postgresql';
import { FlushGuard } from './flush-guard.ts';
import { releaseLostConnections } from './lost-connections.ts';
import { answerWithLast, ScopedDriver } from './scoped-connection.ts';

interface Parts {
  url: string;
  entities: Options['entities'];
  audited: ReadonlySet<string>;
  pool?: number;
}

/** The ORM's options. Entities are given by the composition root, because the platform knows no domain words. */
export const ormOptions = ({ url, entities, audited, pool = 12 }: Parts) =>
  defineConfig({
    driver: ScopedDriver,
    clientUrl: url,
    entities,
    subscribers: [new FlushGuard(audited, 'AuditEvent')],
    extensions: [Migrator],
    migrations: { path: fileURLToPath(new URL('../../migrations', import.meta.url)), snapshot: false },
    schemaGenerator: { ignoreSchema: ['graphile_worker', 'jobs', 'auth', 'rotation'] },
    pool: { min: 0, max: pool },
    driverOptions: {
      connectionTimeoutMillis: 2000,
      application_name: 'drawbridge',
      statement_timeout: 15_000,
      onPoolCreated: (pool: Pool) => {
        releaseLostConnections(pool);
        answerWithLast(pool);
      },
    },
    allowGlobalContext: false,
    ensureDatabase: false,
    discovery: { warnWhenNoEntities: false },
  });
