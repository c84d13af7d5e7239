import 'reflect-metadata';
import { createApp, startBackground } from './app.ts';
import { configFromEnvironment } from './platform/config/environment.ts';
import { ConfigError, Log } from './platform/index.ts';
import { RootTokenRefused, UnsafeVault } from './secrets/index.ts';
import { UnsafeRole } from './platform/database/role-check.ts';

try {
  const config = configFromEnvironment();
  const app = await createApp(config);
  const log = app.get(Log);
  // One request must not end the others: what nobody caught is logged, and the process goes on.
  process.on('unhandledRejection', (error) => log.fault('unhandled rejection', error));
  app.enableShutdownHooks(['SIGTERM', 'SIGINT']);
  await app.listen(config.PORT, config.HOST);
  await startBackground(app);
  // Started by the launcher: end with it, also when it was killed.
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.send?.({ type: 'ready', url: config.PUBLIC_URL });
  log.info('ready', { url: config.PUBLIC_URL });
} catch (error) {
  console.error(sentence(error));
  process.exit(1);
}

function sentence(error: unknown): string {
  if (
    error instanceof ConfigError ||
    error instanceof UnsafeRole ||
    error instanceof UnsafeVault ||
    error instanceof RootTokenRefused
  )
    return error.message;
  const code = (error as { code?: unknown }).code;
  if (code === 'EADDRINUSE') return 'The port is in use by another program. Set PORT to a free one.';
  if (code === 'ECONNREFUSED') return 'The database of DATABASE_URL cannot be reached.';
  if (code === '28P01') return 'The database refuses the password of DATABASE_URL.';
  if (code === '42P01' || code === '42883') return 'The database was never migrated. Run npm run db:migrate.';
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
