import { spawn } from 'node:child_process';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { StartError } from '../start-error.ts';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { makeServerFolder } from './home.ts';

interface Cluster {
  home: string;
  account: Account | undefined;
  binaries: Binaries;
  superuserPassword: string;
}

export const dataDirectory = (home: string): string => path.join(home, 'data');

/** The data directory of the database, made on first use. */
export async function openCluster(cluster: Cluster): Promise<string> {
  const data = dataDirectory(cluster.home);
  if (!existsSync(data)) await createCluster(cluster, data);
  const version = readFileSync(path.join(data, 'PG_VERSION'), 'utf8').trim();
  if (version !== cluster.binaries.major) {
    throw new StartError(
      `The database in ${data} is of PostgreSQL ${version}, and this build runs PostgreSQL ${cluster.binaries.major}: move it with pg_dump of that version, or set DRAWBRIDGE_DATA to another folder.`,
    );
  }
  return data;
}

/** Made beside its final place and moved there when complete: an interrupted first start leaves nothing half-made. */
async function createCluster({ home, account, binaries, superuserPassword }: Cluster, data: string): Promise<void> {
  const draft = path.join(home, 'data.new');
  const passwordFile = path.join(home, 'initdb-password');
  rmSync(draft, { recursive: true, force: true });
  makeServerFolder(draft, account);
  rmSync(passwordFile, { force: true });
  writeFileSync(passwordFile, superuserPassword, { mode: 0o600 });
  if (account) chownSync(passwordFile, account.uid, account.gid);
  const args = ['-D', draft, '-U', 'postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8'];
  // PostgreSQL's own C.UTF-8 does not depend on which locales the machine has.
  args.push('--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions');
  try {
    await initdb(binaries.initdb, args, account);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(draft, data);
}

async function initdb(file: string, args: string[], account: Account | undefined): Promise<void> {
  const child = spawn(file, args, {
    ...account,
    cwd: '/',
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const code = await new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', resolve);
  });
  if (code === 0) return;
  const cause = /error: (.+)/.exec(complaint)?.[1] ?? (complaint.trim().split('\n').at(-1) || String(code));
  throw new StartError(`The database could not be created: ${cause}.`);
}
