import 'reflect-metadata';
import { createApp } from './app.ts';
import { seedDemo } from './demo/seed-demo.ts';
import { seedFirstAdmin } from './demo/seed-first-admin.ts';
import { configFromEnvironment } from './platform/config/environment.ts';

/** First start: the demo's people and connections, or the first system admin of an installation. */
try {
  const config = configFromEnvironment();
  const app = await createApp(config);
  await app.init();
  const done = config.DRAWBRIDGE_MODE === 'demo' ? await seedDemo(app, config) : await seedFirstAdmin(app, config);
  await app.close();
  if (done) console.log(done);
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
