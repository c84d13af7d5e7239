import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { bootstrapDatabase, bootstrapRoles, databaseUrl, withDatabase } from './database/bootstrap.ts';
import { bootstrapVault, type Bootstrapped } from './embedded-vault/bootstrap.ts';
import { newSecrets } from './instance/secrets.ts';
import { endEarlierServer, prepareServer } from './postgres/server.ts';
import { stopChild } from './processes/child.ts';
import { freePort } from './processes/ports.ts';
import { identify, isAlive } from './processes/process-identity.ts';
import { runScript } from './processes/run-script.ts';
import { launchVault, vaultAddress } from './vault-server.ts';

const prefix = 'drawbridge-test-';
const template = 'drawbridge_template';

/** Where a test finds the servers. The role URLs name the template database: put the clone's name in its place. */
export interface TestFacts {
  postgres: {
    host: string;
    port: number;
    template: string;
    /** On the database `postgres`, for SQL that row-level security does not hold. */
    superuserUrl: string;
    ownerUrl: string;
    appUrl: string;
    workerUrl: string;
  };
  vault: Bootstrapped & { address: string; keysFile: string; kvMount: string };
}

export interface TestServers {
  folder: string;
  facts: TestFacts;
  stop(): Promise<void>;
}

/**
 * Starts a throw-away PostgreSQL with a migrated template database, and a throw-away Vault. `durable`: the database
 * waits for the disk as in operation, for measurements.
 */
export async function startTestServers(repository: string, { durable = false } = {}): Promise<TestServers> {
  await removeAbandoned();
  const folder = path.join(os.tmpdir(), `${prefix}${process.pid}-${Date.now()}`);
  mkdirSync(folder, { mode: 0o711 });
  chmodSync(folder, 0o711); // the database's account passes through
  writeFileSync(path.join(folder, 'run.json'), JSON.stringify(identify(process.pid)));
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    await Promise.all(stops.map((one) => one()));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const [postgres, vault] = await Promise.all([
      startPostgres(folder, repository, durable, stops),
      startVault(folder, repository, stops),
    ]);
    return { folder, facts: { postgres, vault }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Stops = (() => Promise<void>)[];

async function startPostgres(
  folder: string,
  repository: string,
  durable: boolean,
  stops: Stops,
): Promise<TestFacts['postgres']> {
  const sql = path.join(repository, 'deploy', 'sql');
  const secrets = newSecrets();
  const port = await freePort();
  const logFile = path.join(folder, 'postgres.log');
  const server = await prepareServer({
    dataFolder: folder,
    port,
    superuserPassword: secrets.postgres,
    logFile,
    durable,
  });
  const child = await server.launch();
  stops.push(() => stopChild(child, 'SIGQUIT', 5_000));
  await bootstrapRoles(server.superuserUrl, sql, secrets);
  await bootstrapDatabase(server.superuserUrl, sql, template);
  const url = (role: 'drawbridge_owner' | 'drawbridge_app' | 'drawbridge_worker') =>
    databaseUrl(role, secrets[role], port, template);
  const [ownerUrl, appUrl, workerUrl] = [url('drawbridge_owner'), url('drawbridge_app'), url('drawbridge_worker')];
  const env = { ...process.env, DATABASE_OWNER_URL: ownerUrl, DATABASE_WORKER_URL: workerUrl };
  await runScript(path.join(repository, 'backend', 'dist', 'migrate.js'), env);
  await closeTemplate(server.superuserUrl);
  return { host: '127.0.0.1', port, template, superuserUrl: server.superuserUrl, ownerUrl, appUrl, workerUrl };
}

/** A database can be cloned only while nobody is connected to it. */
async function closeTemplate(superuserUrl: string): Promise<void> {
  const client = new Client({ connectionString: withDatabase(superuserUrl, 'postgres') });
  await client.connect();
  await client.query(`alter database ${template} with is_template true allow_connections false`);
  await client.end();
}

async function startVault(folder: string, repository: string, stops: Stops): Promise<TestFacts['vault']> {
  const [port, keysFile, kvMount] = [await freePort(), path.join(folder, 'vault-keys.json'), 'secret'];
  const child = await launchVault({ dir: path.join(folder, 'vault'), port, logFile: path.join(folder, 'vault.log') });
  stops.push(() => stopChild(child, 'SIGTERM', 3_000));
  const address = vaultAddress(port);
  const policiesDir = path.join(repository, 'deploy', 'vault', 'policies');
  return { address, keysFile, kvMount, ...(await bootstrapVault({ address, keysFile, policiesDir, kvMount })) };
}

/** A test run that was killed leaves its database running: ended here, by the next run. */
async function removeAbandoned(): Promise<void> {
  for (const name of readdirSync(os.tmpdir()).filter((one) => one.startsWith(prefix))) {
    const folder = path.join(os.tmpdir(), name);
    if (isOwned(folder)) continue;
    try {
      await endEarlierServer(folder);
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // it stays for another time
    }
  }
}

function isOwned(folder: string): boolean {
  try {
    if (statSync(folder).uid !== process.getuid?.()) return true;
    const owner: unknown = JSON.parse(readFileSync(path.join(folder, 'run.json'), 'utf8'));
    const known = typeof owner === 'object' && owner !== null && 'pid' in owner && 'startedAt' in owner;
    return !known || isAlive({ pid: Number(owner.pid), startedAt: String(owner.startedAt) });
  } catch {
    return true; // being made right now, or not ours
  }
}
