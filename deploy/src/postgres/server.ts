import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { hasEnded, logPosition, logSince, startChild } from '../processes/child.ts';
import { StartError } from '../start-error.ts';
import { serverAccount } from './account.ts';
import { findBinaries } from './binaries.ts';
import { dataDirectory, openCluster } from './cluster.ts';
import { openHome } from './home.ts';
import { endLeftOverServer } from './left-over.ts';

/** Crash recovery of a large write-ahead log takes a while. */
const readyWithinMs = 60_000;

export interface ServerOptions {
  dataFolder: string;
  port: number;
  superuserPassword: string;
  logFile: string;
  /** false gives up crash safety for speed: for throw-away databases of tests. */
  durable: boolean;
}

export interface PreparedServer {
  /** Starts the server process; resolves when it takes connections. */
  launch(): Promise<ChildProcess>;
  superuserUrl: string;
  movedTo?: string;
}

/** Ends the server of an instance that was killed, so that its port is free again as well. */
export async function endEarlierServer(dataFolder: string): Promise<void> {
  await endLeftOverServer(dataDirectory(openHome(dataFolder, serverAccount()).folder));
}

/** Makes the database's files ready: finds the binaries, creates the cluster on first use. */
export async function prepareServer(options: ServerOptions): Promise<PreparedServer> {
  const account = serverAccount();
  const home = openHome(options.dataFolder, account);
  const binaries = await findBinaries(home.folder, account);
  const data = await openCluster({
    home: home.folder,
    account,
    binaries,
    superuserPassword: options.superuserPassword,
  });
  const superuserUrl = `postgres://postgres:${options.superuserPassword}@127.0.0.1:${options.port}/postgres`;
  return {
    superuserUrl,
    ...(home.movedTo === undefined ? {} : { movedTo: home.movedTo }),
    async launch() {
      await endLeftOverServer(data);
      const position = logPosition(options.logFile);
      const settings = serverSettings(options).flatMap((setting) => ['-c', setting]);
      const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
      const child = startChild({
        file: binaries.postgres,
        args: ['-D', data, ...settings],
        env,
        logFile: options.logFile,
        cwd: '/',
        ...(account ? { account } : {}),
      });
      await becomesReady(child, superuserUrl, () => logSince(options.logFile, position));
      return child;
    },
  };
}

function serverSettings({ port, durable }: ServerOptions): string[] {
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    // Tests start several instances at a time.
    `max_connections=${durable ? 100 : 200}`,
    'shared_buffers=64MB',
    'timezone=UTC',
    'log_timezone=UTC',
    // Statements can hold what a log must not keep.
    'log_statement=none',
    'log_min_error_statement=panic',
  ];
  return durable ? settings : [...settings, 'fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
}

async function becomesReady(child: ChildProcess, url: string, log: () => string): Promise<void> {
  let ended: string | undefined;
  void hasEnded(child).then((how) => (ended = how));
  const end = Date.now() + readyWithinMs;
  for (;;) {
    const refusal = await tryConnect(url);
    if (refusal === undefined) return;
    if (ended !== undefined)
      throw new StartError(`PostgreSQL did not start: ${/FATAL: {2}(.+)/.exec(log())?.[1] ?? ended}.`);
    if (refusal === '28P01') {
      child.kill('SIGINT');
      throw new StartError(
        'The database refuses the password kept in secrets.json: put back the file that belongs to this data folder.',
      );
    }
    if (Date.now() > end) {
      child.kill('SIGQUIT');
      throw new StartError('PostgreSQL did not become ready within a minute; its log is in the logs folder.');
    }
    await sleep(40);
  }
}

/** undefined when a connection succeeded, else the error's code. */
async function tryConnect(url: string): Promise<string | undefined> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return undefined;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  } finally {
    await client.end().catch(() => {});
  }
}
