import path from 'node:path';
import { bootstrapDatabase, bootstrapDemoTarget, bootstrapRoles, databaseUrl } from '../database/bootstrap.ts';
import { prepareServer } from '../postgres/server.ts';
import type { Parts } from './parts.ts';

export interface Database {
  app: string;
  owner: string;
  worker: string;
  /** The example database of the demo. */
  demoTarget?: string;
}

/** The embedded PostgreSQL with its roles and databases, or the one the operator named. */
export async function startDatabase({ settings, folder, secrets, ports, say, keepRunning }: Parts): Promise<Database> {
  const { env } = settings;
  if (!settings.embedsDatabase)
    return { app: env.DATABASE_URL ?? '', owner: env.DATABASE_OWNER_URL ?? '', worker: env.DATABASE_WORKER_URL ?? '' };
  const logFile = path.join(folder.logs, 'postgres.log');
  const server = await prepareServer({
    dataFolder: folder.root,
    port: ports.postgres,
    superuserPassword: secrets.postgres,
    logFile,
    durable: true,
  });
  if (server.movedTo !== undefined)
    say(`PostgreSQL's files are in ${server.movedTo}: its account cannot enter ${folder.root}.`);
  await keepRunning({ name: 'PostgreSQL', launch: () => server.launch(), stopSignal: 'SIGINT', stopWithinMs: 3_500 });
  await bootstrapRoles(server.superuserUrl, settings.sql, secrets);
  await bootstrapDatabase(server.superuserUrl, settings.sql, 'drawbridge');
  const url = (role: 'drawbridge_app' | 'drawbridge_owner' | 'drawbridge_worker') =>
    databaseUrl(role, secrets[role], ports.postgres, 'drawbridge');
  const database = { app: url('drawbridge_app'), owner: url('drawbridge_owner'), worker: url('drawbridge_worker') };
  if (settings.mode !== 'demo') return database;
  await bootstrapDemoTarget(server.superuserUrl, settings.sql, secrets.acme_reporting);
  return {
    ...database,
    demoTarget: databaseUrl('acme_reporting', secrets.acme_reporting, ports.postgres, 'acme_orders'),
  };
}
