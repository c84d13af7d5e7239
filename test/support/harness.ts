import { readConfig, type Config } from '../../backend/src/platform/index.ts';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp, startBackground } from '../../backend/src/app.ts';
import { Client } from './client.ts';
import { cloneDatabase, type TestDatabase } from './database.ts';
import { testFacts } from './facts.ts';
import { seedWorld, type World } from './world.ts';

/** The running application on a database of its own, with people to act as. */
export interface Harness {
  app: NestFastifyApplication;
  config: Config;
  database: TestDatabase;
  world: World;
  /** Acts as nobody. */
  anonymous: Client;
  stop(): Promise<void>;
}

/** The environment of a test instance; the loopback ports of its own parts are allowed by name. */
export function testEnvironment(database: TestDatabase, more: Record<string, string> = {}): Record<string, string> {
  const { vault, postgres } = testFacts();
  return {
    NODE_ENV: 'test',
    LOG_LEVEL: process.env['TEST_LOG'] ?? 'silent',
    PORT: '3999',
    PUBLIC_URL: 'http://127.0.0.1:3999',
    DATABASE_URL: database.appUrl,
    DATABASE_WORKER_URL: database.workerUrl,
    VAULT_ADDR: vault.address,
    VAULT_ROLE_ID: vault.writer.roleId,
    VAULT_SECRET_ID: vault.writer.secretId,
    VAULT_PUBLISHER_ROLE_ID: vault.publisher.roleId,
    VAULT_PUBLISHER_SECRET_ID: vault.publisher.secretId,
    VAULT_RESOLVER_ROLE_ID: vault.resolver.roleId,
    VAULT_RESOLVER_SECRET_ID: vault.resolver.secretId,
    EGRESS_ALLOW: `test-postgres=${postgres.host}:${postgres.port}`,
    ...more,
  };
}

/** Starts the application. `background: false`: no jobs and no loops, so that a test decides what happens when. */
export async function startHarness(options: { env?: Record<string, string>; background?: boolean } = {}): Promise<Harness> {
  const database = await cloneDatabase();
  const config = readConfig(testEnvironment(database, options.env));
  const app = await createApp(config);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  if (options.background !== false) await startBackground(app);
  const world = await seedWorld(database, app);
  return {
    app,
    config,
    database,
    world,
    anonymous: new Client(app),
    stop: async () => {
      await app.close();
      await database.drop();
    },
  };
}
