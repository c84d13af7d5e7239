// The processes that are measured: the built API, and the bare ones beside it.
import { fork, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { heapLimits } from '@drawbridge/deploy/processes/heap-limits';
import { freePort } from '@drawbridge/deploy/processes/ports';

const readyWithinMs = 60_000;
const running = new Set();

/** Starts the built API on a database, as an operator would. */
export async function startApi({ repository, vault }, database, execArgv = heapLimits) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = {
    PATH: process.env.PATH,
    NODE_ENV: 'test',
    LOG_LEVEL: 'error',
    PORT: String(port),
    PUBLIC_URL: url,
    DATABASE_URL: database.appUrl,
    DATABASE_WORKER_URL: database.workerUrl,
    VAULT_ADDR: vault.address,
    VAULT_ROLE_ID: vault.writer.roleId,
    VAULT_SECRET_ID: vault.writer.secretId,
    VAULT_PUBLISHER_ROLE_ID: vault.publisher.roleId,
    VAULT_PUBLISHER_SECRET_ID: vault.publisher.secretId,
    VAULT_RESOLVER_ROLE_ID: vault.resolver.roleId,
    VAULT_RESOLVER_SECRET_ID: vault.resolver.secretId,
  };
  return start('the API', path.join(repository, 'backend', 'dist', 'main.js'), { env, execArgv }, url);
}

/** Starts a bare server beside the API; it gets its facts as JSON. */
export async function startBare(facts) {
  const port = await freePort();
  const env = { PATH: process.env.PATH, BARE_FACTS: JSON.stringify({ ...facts, port }) };
  const file = path.join(import.meta.dirname, 'bare', 'server.mjs');
  return start('the bare server', file, { env, execArgv: [] }, `http://127.0.0.1:${port}`);
}

/** Ends whatever is still running. */
export const endProcesses = () => Promise.all([...running].map((one) => one.stop()));

async function start(name, file, { env, execArgv }, url) {
  const child = fork(file, [], { env, execArgv, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  let written = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => (written = (written + text).slice(-8192)));
  const ended = new Promise((resolve) => child.once('close', resolve));
  const server = {
    url,
    pid: child.pid,
    output: () => written,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    async stop() {
      if (!running.delete(server)) return ended;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 8_000);
      await ended;
      clearTimeout(timer);
    },
  };
  running.add(server);
  await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${name} was not ready in time:\n${written}`)), readyWithinMs);
    child.once('message', () => resolve(clearTimeout(timer)));
    void ended.then(() => reject(new Error(`${name} ended instead of serving:\n${written}`)));
  });
  return server;
}

const ticksPerSecond = 100;

/** Resident memory in MB. */
export function residentMb(pid) {
  const { stdout } = spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  return Number(stdout.trim()) / 1024;
}

/** Seconds of processor time so far; undefined where the system does not tell. */
export function cpuSeconds(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
  } catch {
    return undefined;
  }
}

/** Watches the resident memory of a process; the highest of what was seen is `peak`. */
export function watchMemory(pid) {
  const watch = { peak: residentMb(pid) };
  const timer = setInterval(() => (watch.peak = Math.max(watch.peak, residentMb(pid) || 0)), 500);
  timer.unref();
  watch.stop = () => clearInterval(timer);
  return watch;
}
