import { parseId } from '@drawbridge/catalog';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Response } from 'supertest';
import { ApiProcess, endApiProcesses } from '../support/api-process.ts';
import { connect, publish, requestPublication, startAttempt } from '../support/connecting.ts';
import { Client } from '../support/client.ts';
import { cloneDatabase, type TestDatabase } from '../support/database.ts';
import { unsettled } from '../support/invariants.ts';
import { OwnVault } from '../support/own-vault.ts';
import { postgresAccount, type PostgresAccount } from '../support/targets.ts';
import { until } from '../support/until.ts';
import { VaultProxy } from '../support/vault-proxy.ts';
import { seedWorld, type World } from '../support/world.ts';

let vault: OwnVault;
let proxy: VaultProxy;
let database: TestDatabase;
let api: ApiProcess;
let world: World;
let account: PostgresAccount;
/** A connection, and its published copy; both stay as they are. */
let kept: string;
let copy: string;

beforeAll(async () => {
  [vault, database] = await Promise.all([OwnVault.start(), cloneDatabase()]);
  proxy = await VaultProxy.before(vault.address);
  api = await ApiProcess.start(database, { env: { ...vault.env, VAULT_ADDR: proxy.address, LOG_LEVEL: 'warn' } });
  world = await seedWorld(database, api.url);
  account = await postgresAccount(database);
  kept = await connect(world.acme.admin, account, 'Kept');
  copy = await publish({ world }, world.acme.admin, kept);
}, 60_000);
afterEach(async () => {
  proxy.weather = { kind: 'passes' };
  await vault.revive();
});
afterAll(async () => {
  await endApiProcesses();
  await database.drop();
  proxy.close();
  await vault.stop();
});

let made = 0;
const fresh = (what: string) => `${what} ${(made += 1)}`;
const newConnection = async () => connect(world.acme.admin, await postgresAccount(database), fresh('Work'));

async function timed<T>(work: PromiseLike<T>): Promise<{ value: T; ms: number }> {
  const start = performance.now();
  return { value: await work, ms: performance.now() - start };
}

const refused = ({ status, body, headers }: Response) => ({
  status,
  code: (body as { code?: string }).code,
  type: headers['content-type'],
  retryAfter: headers['retry-after'],
});

/** Every kind of work that cannot be done without Vault; each on objects of its own, started all at once. */
async function needingVault() {
  const { acme, globex, systemAdmin } = world;
  const [pending, rotated, requested] = await Promise.all([
    startAttempt(acme.admin, await postgresAccount(database), fresh('Attempt')),
    newConnection(),
    newConnection(),
  ]);
  const request = await requestPublication(acme.admin, requested);
  return {
    request,
    begin: () => ({
      connect: acme.admin
        .post('/connections', {
          appId: 'postgresql',
          authMethod: 'login',
          name: fresh('Never'),
          fields: account.fields,
        })
        .then(),
      test: acme.admin.get(`/connections/${pending}/test`).then(),
      check: acme.admin.get(`/connections/${kept}/check`).then(),
      rotate: acme.admin.post(`/connections/${rotated}/rotate`, { fields: { password: 'another' } }).then(),
      reauthorize: acme.admin.post(`/connections/${rotated}/reauthorize`, { fields: { password: 'another' } }).then(),
      resolve: acme.workflow.post('/credentials/resolve', { connectionId: kept }).then(),
      resolveCopy: globex.workflow.post('/credentials/resolve', { connectionId: copy }).then(),
      approve: systemAdmin.post(`/publication-requests/${request}/approve`).then(),
      rotateCopy: systemAdmin
        .post(`/global-connections/${copy}/rotate`, { fields: { password: account.fields.password } })
        .then(),
    }),
  };
}

/** Reads that do without Vault. */
const reads = () => {
  const { acme, compliance, systemAdmin } = world;
  return [
    acme.admin.get('/connections'),
    acme.admin.get(`/connections/${kept}`),
    acme.member.get('/global-connections'),
    acme.admin.get('/publication-requests'),
    acme.admin.get('/audit-events'),
    compliance.get('/audit-events'),
    systemAdmin.get('/global-connections'),
    new Client(api.url).get('/health/live'),
  ].map((call) => call.then());
};

/** What a connection is said to be; its count of uses is not part of it. */
async function stateOf(id: string) {
  const { state, health, version } = (await world.acme.admin.get(`/connections/${id}`)).body as Record<string, unknown>;
  return { state, health, version };
}

const approvedWithin = (request: string, ms: number) =>
  until(
    'the approval has finished by itself',
    async () => {
      const { body } = await world.acme.admin.get(`/publication-requests/${request}`);
      return (body as { state: string }).state === 'approved';
    },
    ms,
  );

/** Both stores agree, and nothing is left to do. */
async function settles(): Promise<void> {
  const left = await unsettled(database, vault, world);
  expect({ left, output: left.length > 0 ? api.tail : '' }).toEqual({ left: [], output: '' });
}

const away = [
  {
    how: 'sealed',
    code: 'vault_sealed',
    begin: () => vault.seal(),
    end: () => vault.unseal(),
    detail: 'Vault is sealed.',
  },
  {
    how: 'hanging',
    code: 'vault_unavailable',
    begin: async () => vault.pause(),
    end: async () => vault.resume(),
    detail: 'Vault cannot be reached.',
  },
  {
    how: 'down',
    code: 'vault_unavailable',
    begin: () => vault.kill(),
    end: () => vault.revive(),
    detail: 'Vault cannot be reached.',
  },
];

test.each(away)(
  'while Vault is $how, work that needs it is refused in time, all else goes on, and what was begun finishes',
  async ({ code, begin, end, detail }) => {
    const { acme, globex } = world;
    const work = await needingVault();
    const ended = await newConnection();
    const before = await stateOf(kept);
    await begin();

    const started = work.begin();
    const quick = await Promise.all(reads().map(timed));
    for (const { value, ms } of quick)
      expect({ status: value.status, inTime: ms < 1500 }).toEqual({ status: 200, inTime: true });
    for (const [what, call] of Object.entries(started)) {
      const { value, ms } = await timed(call);
      expect({ what, ...refused(value), inTime: ms < 3000 }).toEqual({
        what,
        status: 503,
        code,
        type: expect.stringContaining('application/problem+json'),
        retryAfter: '5',
        inTime: true,
      });
    }

    const revoking = await timed(acme.admin.post(`/connections/${ended}/revoke`, { reason: 'Now.' }).then());
    expect({ status: revoking.value.status, inTime: revoking.ms < 3000 }).toEqual({ status: 200, inTime: true });
    expect((await acme.workflow.post('/credentials/resolve', { connectionId: ended })).body).toMatchObject({
      code: 'connection_revoked',
    });
    const ready = await timed(new Client(api.url).get('/health/ready').then());
    expect(ready.value.status).toBe(503);
    expect(ready.value.body).toMatchObject({
      ok: false,
      database: { ok: true },
      migrations: { ok: true },
      vault: { ok: false, detail },
    });
    expect(ready.ms).toBeLessThan(8000);

    await end();
    await approvedWithin(work.request, 5000);
    expect((await globex.workflow.post('/credentials/resolve', { connectionId: copy })).status).toBe(200);
    expect(await stateOf(kept)).toEqual(before);
    expect((await new Client(api.url).get('/health/ready')).status).toBe(200);
    await settles();
    const never = await database.sql<{ state: string }>(`select distinct state from attempt where name like 'Never%'`);
    expect(never).toEqual([{ state: 'failed' }]);
    expect(await database.sql(`select 1 from connection where name like 'Never%'`)).toEqual([]);
  },
  60_000,
);

test('an answer that gets lost after Vault has done the work loses and doubles nothing', async () => {
  const work = await needingVault();
  proxy.weather = { kind: 'answer lost' };
  for (const call of Object.values(work.begin())) expect((await call).status).toBe(503);
  proxy.weather = { kind: 'passes' };
  await approvedWithin(work.request, 5000);
  await settles();
}, 30_000);

test('a slow Vault slows nothing else', async () => {
  proxy.weather = { kind: 'slow', ms: 15_000 };
  const waiting = Array.from({ length: 40 }, () =>
    timed(world.acme.workflow.post('/credentials/resolve', { connectionId: kept }).then()),
  );
  const quick = await Promise.all([...reads(), ...reads()].map(timed));
  // Bounds far from both: a call is given up after two seconds, and Vault would have answered after fifteen.
  expect(quick.filter(({ value, ms }) => value.status !== 200 || ms > 8000)).toEqual([]);
  for (const { value, ms } of await Promise.all(waiting)) {
    expect(refused(value)).toMatchObject({ status: 503, code: 'vault_unavailable' });
    expect(ms).toBeLessThan(8000);
  }
}, 40_000);

test('a redirect to another port is not followed with the token', async () => {
  const elsewhere = await VaultProxy.before(vault.address);
  try {
    for (const status of [301, 302, 307, 308]) {
      proxy.weather = { kind: 'answers', status, headers: { location: `${elsewhere.address}/v1/sys/health` } };
      const reply = await world.acme.workflow.post('/credentials/resolve', { connectionId: kept });
      expect(refused(reply)).toMatchObject({ status: 503, code: 'vault_unavailable', retryAfter: '5' });
    }
    expect(elsewhere.calls).toEqual([]);
  } finally {
    elsewhere.close();
  }
});

const page = '<html>Please sign in to the network</html>';
test.each([
  { what: 'a page with 200', weather: { status: 200, text: page } },
  { what: 'another document with 200', weather: { status: 200, text: '{"hello":"world"}' } },
  { what: 'nothing with 200', weather: { status: 200 } },
  { what: 'a page with 404', weather: { status: 404, text: page } },
  { what: 'a mount that is gone', weather: { status: 404, text: '{"errors":["no handler for route"]}' } },
  { what: 'a refusal', weather: { status: 403, text: '{"errors":["permission denied"]}' } },
  { what: 'an error of the gateway', weather: { status: 502, text: page } },
  { what: 'a rate limit', weather: { status: 429, text: '{"errors":[]}' } },
  { what: 'a standby', weather: { status: 473, text: '{"errors":[]}' } },
])('$what from the address of Vault decides nothing', async ({ weather }) => {
  const { acme, systemAdmin } = world;
  const before = await stateOf(kept);
  proxy.weather = { kind: 'answers', ...weather };
  const work = {
    connect: acme.admin.post('/connections', {
      appId: 'postgresql',
      authMethod: 'login',
      name: fresh('Never'),
      fields: account.fields,
    }),
    check: acme.admin.get(`/connections/${kept}/check`),
    resolve: acme.workflow.post('/credentials/resolve', { connectionId: kept }),
    rotateCopy: systemAdmin.post(`/global-connections/${copy}/rotate`, {
      fields: { password: account.fields.password },
    }),
  };
  for (const [what, call] of Object.entries(work))
    expect({ what, ...refused(await call) }).toMatchObject({ what, status: 503, code: 'vault_unavailable' });
  proxy.weather = { kind: 'passes' };
  expect(await stateOf(kept)).toEqual(before);
  expect((await acme.workflow.post('/credentials/resolve', { connectionId: kept })).status).toBe(200);
});

test('tokens that Vault no longer knows are replaced by a new login, without anybody noticing', async () => {
  const { acme, globex } = world;
  const { body } = await vault.ask('GET', 'auth/token/accessors?list=true');
  for (const accessor of (body as { data: { keys: string[] } }).data.keys) {
    const found = await vault.ask('POST', 'auth/token/lookup-accessor', { accessor });
    const { policies } = (found.body as { data: { policies: string[] } }).data;
    if (!policies.includes('root')) await vault.ask('POST', 'auth/token/revoke-accessor', { accessor });
  }
  proxy.calls.length = 0;
  const replies = await Promise.all(
    Array.from({ length: 10 }, () => acme.workflow.post('/credentials/resolve', { connectionId: kept }).then()),
  );
  expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 200));
  expect((await globex.workflow.post('/credentials/resolve', { connectionId: copy })).status).toBe(200);
  const published = await publish({ world }, acme.admin, await newConnection());
  expect(parseId('globalConnection', published)).toBeDefined();
  expect(proxy.calls.filter((call) => call.endsWith('/auth/approle/login')).length).toBeGreaterThanOrEqual(3);
});

test('a role that Vault no longer admits refuses work and changes nothing', async () => {
  const before = await stateOf(kept);
  proxy.weather = { kind: 'answers', status: 403, text: '{"errors":["permission denied"]}' };
  await world.acme.workflow.post('/credentials/resolve', { connectionId: kept });
  // From now on there is no token, so each call begins with a login.
  proxy.weather = { kind: 'answers', status: 400, text: '{"errors":["invalid role or secret ID"]}' };
  for (const call of [
    world.acme.workflow.post('/credentials/resolve', { connectionId: kept }),
    world.acme.admin.get(`/connections/${kept}/check`),
  ])
    expect(refused(await call)).toMatchObject({ status: 503, code: 'vault_unavailable' });
  expect(await stateOf(kept)).toEqual(before);
});

test('and after all of that both stores agree', () => settles());
