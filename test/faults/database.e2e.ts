import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Response } from 'supertest';
import { ApiProcess, endApiProcesses } from '../support/api-process.ts';
import { Client } from '../support/client.ts';
import { connect, requestPublication, startAttempt } from '../support/connecting.ts';
import { cloneDatabase, type TestDatabase } from '../support/database.ts';
import { testFacts } from '../support/facts.ts';
import { unsettled } from '../support/invariants.ts';
import { OwnVault } from '../support/own-vault.ts';
import { postgresAccount } from '../support/targets.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';
import { seedWorld, type World } from '../support/world.ts';

let vault: OwnVault;
let proxy: TcpProxy;
let database: TestDatabase;
let api: ApiProcess;
let world: World;
let anyone: Client;
let kept: string;

const through = (url: string): string => {
  const changed = new URL(url);
  changed.port = String(proxy.port);
  return changed.href;
};

beforeAll(async () => {
  [vault, database] = await Promise.all([OwnVault.start(), cloneDatabase()]);
  proxy = await TcpProxy.before(testFacts().postgres);
  api = await ApiProcess.start(database, {
    env: {
      ...vault.env,
      DATABASE_URL: through(database.appUrl),
      DATABASE_WORKER_URL: through(database.workerUrl),
      LOG_LEVEL: 'warn',
    },
  });
  world = await seedWorld(database, api.url);
  anyone = new Client(api.url);
  kept = await connect(world.acme.admin, await postgresAccount(database), 'Kept');
}, 60_000);
beforeEach(() => proxy.mend());
afterAll(async () => {
  await endApiProcesses();
  proxy.close();
  await database.drop();
  await vault.stop();
});

const resolve = () => world.acme.workflow.post('/credentials/resolve', { connectionId: kept }).then();
const unavailable = ({ status, body, headers }: Response) => ({
  status,
  code: (body as { code?: string }).code,
  type: headers['content-type'],
  retryAfter: headers['retry-after'],
});
const expected = {
  status: 503,
  code: 'database_unavailable',
  type: expect.stringContaining('application/problem+json'),
  retryAfter: '5',
};

async function recovers(): Promise<void> {
  await until('the API is ready again', async () => (await anyone.get('/health/ready')).status === 200, 10_000);
  await jobsAreDone();
  const left = await unsettled(database, vault, world);
  expect({ left, output: left.length > 0 ? api.tail : '' }).toEqual({ left: [], output: '' });
  expect(api.hasEnded).toBe(false);
}

let asked = 0;

/** Something that only a job does: the reviewers are told. */
async function jobsAreDone(): Promise<void> {
  const id = await connect(world.acme.admin, await postgresAccount(database), `Asked ${(asked += 1)}`);
  const request = await requestPublication(world.acme.admin, id);
  await until('the reviewers are told', async () => {
    const told = await database.sql('select 1 from notification where dedupe like $1', [`requested:${request}:%`]);
    return told.length === 2;
  });
}

test('while its connections are ended again and again, nothing acknowledged is lost, and nothing is half done', async () => {
  const { acme } = world;
  const accounts = await Promise.all(Array.from({ length: 12 }, () => postgresAccount(database)));
  const others: Response[] = [];
  const ending = (async () => {
    for (let times = 0; times < 20; times += 1) {
      await database.sql(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and usename in ('drawbridge_app', 'drawbridge_worker')`,
      );
      await pause(100);
    }
  })();
  const made = await Promise.all(
    accounts.map(async (account, index) => {
      const name = `Busy ${index}`;
      for (;;) {
        const started = await acme.admin.post('/connections', {
          appId: 'postgresql',
          authMethod: 'login',
          name,
          fields: account.fields,
        });
        others.push(started);
        if (started.status !== 201) continue;
        const tested = await acme.admin.get(`/connections/${started.body.attemptId}/test`);
        others.push(tested);
        if (tested.status === 200 && tested.body.state === 'succeeded')
          return { id: tested.body.connectionId as string, account };
      }
    }),
  );
  await ending;

  const strange = others.filter(({ status, body }) => status >= 500 && body.code !== 'database_unavailable');
  expect(strange.map(({ status, text }) => ({ status, text }))).toEqual([]);
  await recovers();
  for (const { id, account } of made) {
    const reply = await acme.workflow.post('/credentials/resolve', { connectionId: id });
    expect({ status: reply.status, fields: reply.body.fields }).toMatchObject({
      status: 200,
      fields: { password: account.fields.password },
    });
  }
  expect(new Set(made.map(({ id }) => id)).size).toBe(made.length);
}, 60_000);

test('while the database cannot be reached, everything is refused in time, and uses counted before are not lost', async () => {
  const { acme, systemAdmin } = world;
  const attempt = await startAttempt(acme.admin, await postgresAccount(database), 'Waiting');
  const counted = async () => {
    const [row] = await database.sql<{ uses: string }>(
      `select coalesce(sum(count), 0) as uses from audit_event where action = 'credential.resolved'`,
    );
    return Number(row?.uses);
  };
  await until('nothing is left to count', async () => {
    const first = await counted();
    await pause(2_100);
    return first === (await counted());
  });
  const before = await counted();
  const uses = await Promise.all(Array.from({ length: 25 }, resolve));
  expect(uses.every(({ status }) => status === 200)).toBe(true);
  await proxy.cut();

  const start = performance.now();
  const replies = await Promise.all([
    acme.admin.get('/connections').then(),
    acme.admin.get('/audit-events').then(),
    acme.admin.get(`/connections/${attempt}/test`).then(),
    acme.admin.post(`/connections/${kept}/revoke`, { reason: 'Not now.' }).then(),
    acme.admin.post('/connections', { appId: 'postgresql', authMethod: 'login', name: 'Never', fields: {} }).then(),
    systemAdmin.get('/publication-requests').then(),
    anyone.post('/session', { email: 'acme.admin@example.com', password: 'whatever it is' }).then(),
    resolve(),
  ]);
  expect(performance.now() - start).toBeLessThan(3000);
  expect(replies.map(unavailable)).toEqual(replies.map(() => expected));
  expect((await anyone.get('/health/live')).status).toBe(200);
  const ready = await anyone.get('/health/ready');
  expect({ status: ready.status, ...ready.body }).toMatchObject({
    status: 503,
    database: { ok: false },
    vault: { ok: true },
  });

  await proxy.mend();
  await recovers();
  expect((await acme.admin.get(`/connections/${attempt}/test`)).body).toMatchObject({ state: 'succeeded' });
  await until('the uses are written', async () => (await counted()) >= before + uses.length);
}, 60_000);

test('while the network swallows what is sent to the database, requests do not wait for ever', async () => {
  proxy.hang();
  const start = performance.now();
  const replies = await Promise.all([world.acme.admin.get('/connections').then(), resolve()]);
  expect(replies.map(unavailable)).toEqual(replies.map(() => expected));
  expect(performance.now() - start).toBeLessThan(10_000);
  expect((await anyone.get('/health/live')).status).toBe(200);
  await proxy.mend();
  await recovers();
}, 60_000);
