import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { processStart } from '@drawbridge/deploy/processes/process-identity';
import { until } from '../support/until.ts';
import { giveUsedData, Launched, removeUsedData, scratchFolder, unusedPort } from './launched.ts';

const isRoot = process.getuid?.() === 0;
const nobody = 65_534;

let folder: string;
let port: number;
let launched: Launched[];

beforeEach(async () => {
  folder = scratchFolder();
  port = await unusedPort();
  launched = [];
});

afterEach(async () => {
  await Promise.all(launched.map((one) => one.stop()));
  rmSync(folder, { recursive: true, force: true });
});

afterAll(removeUsedData);

function launch(options: { uid?: number; env?: Record<string, string> } = {}): Launched {
  const one = new Launched(folder, port, options);
  launched.push(one);
  return one;
}

/** A start on data that is there already, which is quicker than the first one. */
async function startAgain(): Promise<Launched> {
  await giveUsedData(folder);
  return launch().ready();
}

/** What a start that must not succeed prints: one sentence, and no stack. */
async function refusal(one: Launched): Promise<string> {
  expect(await one.ended).toBe(1);
  const lines = one.output.trim().split('\n');
  expect(lines).toHaveLength(1);
  expect(one.output).not.toMatch(/\n\s+at /);
  return one.output.trim();
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

const isUp = async (url: string) =>
  fetch(url).then(
    () => true,
    () => false,
  );

async function goesDown(url: string): Promise<void> {
  for (const end = Date.now() + 10_000; await isUp(url); await sleep(50))
    if (Date.now() > end) throw new Error(`${url} still answers`);
}

describe('a start', () => {
  test('prints the address and the sign-ins, and keeps the secrets for the owner alone', async () => {
    const one = await launch().ready();
    expect(one.output).toContain(`Drawbridge is ready: http://localhost:${port}`);
    expect(one.output).toMatch(/ada@example\.com +correct horse +system_admin/);
    expect(one.output.trim().split('\n').length).toBeLessThan(10);
    for (const file of ['secrets.json', 'vault-keys.json', 'demo.json', 'running.json'])
      expect(statSync(path.join(folder, 'data', file)).mode & 0o777).toBe(0o600);
    expect(await one.stop()).toBe(0);
    expect(existsSync(path.join(folder, 'data', 'running.json'))).toBe(false);
  });

  test('hands the API its own database role and never the owner of the tables', async () => {
    const { env } = await (await startAgain()).answer();
    expect(env.DATABASE_OWNER_URL).toBeUndefined();
    expect(new URL(env.DATABASE_URL ?? '').username).toBe('drawbridge_app');
    const [role] = await query(
      env.DATABASE_URL ?? '',
      'select rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = current_user',
    );
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false });
    await expect(query(env.DATABASE_URL ?? '', 'create table public.mine (id int)')).rejects.toThrow(
      'permission denied for schema public',
    );
    await expect(query(env.DATABASE_URL ?? '', 'set role drawbridge_owner')).rejects.toThrow('permission denied');
    expect(
      await query(env.DRAWBRIDGE_DEMO_POSTGRES_URL ?? '', 'select count(*)::int as orders from customer_order'),
    ).toEqual([{ orders: 8 }]);
    const elsewhere = new URL(env.DRAWBRIDGE_DEMO_POSTGRES_URL ?? '');
    elsewhere.pathname = '/drawbridge';
    await expect(query(elsewhere.href, 'select 1')).rejects.toThrow('permission denied for database');
  });

  test('Ctrl-C ends every part', async () => {
    const one = await startAgain();
    const { pid, env } = await one.answer();
    expect(await one.stop('SIGINT')).toBe(0);
    expect(processStart(pid)).toBeUndefined();
    expect(await isUp(`${env.VAULT_ADDR}/v1/sys/seal-status`)).toBe(false);
    await expect(query(env.DATABASE_URL ?? '', 'select 1')).rejects.toThrow('ECONNREFUSED');
  });
});

describe('after the launcher was killed', () => {
  test('the API and Vault end by themselves, and the next start has all data on the same ports', async () => {
    const first = await startAgain();
    const { pid, env } = await first.answer();
    await query(first.ownerUrl(), `create table kept as select 'before the kill' as text`);
    await first.stop('SIGKILL');
    await goesDown(`http://127.0.0.1:${port}/`);
    await goesDown(`${env.VAULT_ADDR}/v1/sys/seal-status`);
    await until('the API has ended', () => processStart(pid) === undefined);

    const second = await launch().ready();
    const after = await second.answer();
    expect(await query(second.ownerUrl(), 'select text from kept')).toEqual([{ text: 'before the kill' }]);
    expect(after.env.DATABASE_URL).toBe(env.DATABASE_URL);
    expect(after.env.VAULT_ADDR).toBe(env.VAULT_ADDR);
    expect(after.env.VAULT_ROLE_ID).toBe(env.VAULT_ROLE_ID);
  });

  test('a start right after it waits for what is still ending', async () => {
    await (await startAgain()).stop('SIGKILL');
    expect((await launch().ready()).output).toContain('Drawbridge is ready');
  });
});

describe('while it runs', () => {
  test('an API that ends is started again', async () => {
    const one = await startAgain();
    const { pid } = await one.answer();
    process.kill(pid, 'SIGKILL');
    await one.says('API runs again.');
    expect(one.output).toContain('API ended unexpectedly (signal SIGKILL); starting it again in 0.5 s.');
    expect((await one.answer()).pid).not.toBe(pid);
  });

  test('a Vault that ends is started again and unsealed, but one that was sealed stays sealed', async () => {
    const one = await startAgain();
    const { env } = await one.answer();
    const status = async () =>
      (await fetch(`${env.VAULT_ADDR}/v1/sys/seal-status`)).json() as Promise<{ sealed: boolean }>;
    const { children } = JSON.parse(readFileSync(path.join(folder, 'data', 'running.json'), 'utf8')) as {
      children: { name: string; pid: number }[];
    };
    process.kill(children.find((child) => child.name === 'Vault')?.pid ?? 0, 'SIGKILL');
    await one.says('Vault runs again.');
    expect(await status()).toMatchObject({ sealed: false });

    const { rootToken } = JSON.parse(readFileSync(path.join(folder, 'data', 'vault-keys.json'), 'utf8')) as {
      rootToken: string;
    };
    await fetch(`${env.VAULT_ADDR}/v1/sys/seal`, { method: 'PUT', headers: { 'x-vault-token': rootToken } });
    await sleep(1_500);
    expect(await status()).toMatchObject({ sealed: true });
  });

  test('a database that ends is started again with its data', async () => {
    const one = await startAgain();
    await query(one.ownerUrl(), 'create table kept (id int)');
    const pidFile = path.join(folder, 'data', 'postgres', 'data', 'postmaster.pid');
    process.kill(Number(readFileSync(pidFile, 'utf8').split('\n')[0]), 'SIGKILL');
    await one.says('PostgreSQL runs again.');
    expect(await query(one.ownerUrl(), 'select * from kept')).toEqual([]);
  });

  test('a second start on the same data folder is refused', async () => {
    await startAgain();
    expect(await refusal(launch())).toMatch(
      /^Drawbridge already runs on this data folder \(process \d+, http:\/\/localhost:\d+\)\.$/,
    );
  });
});

describe('a start that cannot succeed says why in one sentence', () => {
  let blocker: Server | undefined;
  afterEach(() => void blocker?.close());

  test('the port is in use', async () => {
    const server = createServer();
    blocker = server;
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    expect(await refusal(launch())).toMatch(/^Port \d+ is in use by another program; set PORT to a free one/);
  });

  test('the port is no port', async () => {
    expect(await refusal(launch({ env: { PORT: 'http' } }))).toBe('PORT must be a number from 1 to 65535, not http.');
  });

  test('the data is of another PostgreSQL', async () => {
    const data = path.join(folder, 'data', 'postgres', 'data');
    mkdirSync(data, { recursive: true });
    writeFileSync(path.join(data, 'PG_VERSION'), '12\n');
    expect(await refusal(launch())).toMatch(/is of PostgreSQL 12, and this build runs PostgreSQL 18/);
  });

  test('the data folder is a file', async () => {
    writeFileSync(path.join(folder, 'data'), '');
    expect(await refusal(launch())).toMatch(/is not a folder; set DRAWBRIDGE_DATA to one\.$/);
  });

  test('the data folder cannot be made', async () => {
    expect(await refusal(launch({ env: { DRAWBRIDGE_DATA: '/proc/drawbridge' } }))).toMatch(
      /^The folder \/proc\/drawbridge cannot be used/,
    );
  });

  test('the data folder cannot be read', async () => {
    mkdirSync(path.join(folder, 'data'));
    chmodSync(path.join(folder, 'data'), isRoot ? 0o700 : 0o000);
    const sentence = await refusal(launch(isRoot ? { uid: nobody } : {}));
    expect(sentence).toMatch(/cannot be read and written by this user; change its owner, or set DRAWBRIDGE_DATA/);
  });

  test('the passwords do not belong to the database', async () => {
    await (await startAgain()).stop();
    const file = path.join(folder, 'data', 'secrets.json');
    const secrets = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
    writeFileSync(file, JSON.stringify({ ...secrets, postgres: 'another' }));
    expect(await refusal(launch())).toMatch(/^The database refuses the password kept in secrets\.json/);
  });

  test('only a part of an own database is configured', async () => {
    const one = launch({ env: { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c' } });
    expect(await refusal(one)).toMatch(/^DATABASE_URL is set, so DATABASE_OWNER_URL must be set too/);
  });
});

describe('accounts', () => {
  test('it runs for a user who is not root', async () => {
    chmodSync(folder, 0o777);
    const one = await launch(isRoot ? { uid: nobody } : {}).ready();
    expect(statSync(path.join(folder, 'data')).uid).toBe(isRoot ? nobody : process.getuid?.());
    expect(await one.stop()).toBe(0);
  });

  // PostgreSQL refuses to run as root, so under root it runs as an account that cannot enter there.
  test('below a folder that others cannot enter, the database goes to /var/tmp under root, and stays there else', async () => {
    const closed = mkdtempSync(path.join(os.tmpdir(), 'drawbridge-closed-'));
    const env = { DRAWBRIDGE_DATA: path.join(closed, 'data') };
    const one = await launch({ env }).ready();
    const [, moved] = /PostgreSQL's files are in (\S+):/.exec(one.output) ?? [];
    try {
      if (isRoot) expect(moved).toMatch(/^\/var\/tmp\/drawbridge-[0-9a-f]{12}$/);
      else expect(moved).toBeUndefined();
      const files = moved ?? path.join(env.DRAWBRIDGE_DATA, 'postgres');
      expect(existsSync(path.join(files, 'data', 'PG_VERSION'))).toBe(true);
      await one.stop();
      await (await launch({ env }).ready()).stop();
    } finally {
      await one.stop();
      rmSync(closed, { recursive: true, force: true });
      if (moved !== undefined) rmSync(moved, { recursive: true, force: true });
    }
  });
});
