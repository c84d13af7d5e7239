import { readConfig, type Config } from '../../backend/src/platform/index.ts';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp, startBackground } from '../../backend/src/app.ts';
import { Client } from './client.ts';
import { cloneDatabase, type TestDatabase } from './database.ts';
import { testEnvironment } from './environment.ts';
import { seedWorld, type World } from './world.ts';

export { testEnvironment };

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

/** Starts the application. `background: false`: no jobs and no loops, so that a test decides what happens when. */
export async function startHarness(
  options: { env?: Record<string, string>; background?: boolean } = {},
): Promise<Harness> {
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
