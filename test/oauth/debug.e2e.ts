import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { parseId } from '@drawbridge/catalog';
import { DebuggingService } from '../../backend/src/connections/debugging.service.ts';
import { addApp } from '../support/add-app.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { keyholeApp, keyholeSecrets } from '../support/keyhole.ts';
import { connectSandbox, consent, registerClient, startSandbox, type TestSandbox } from '../support/sandbox.ts';
import type { Actor } from '../support/world.ts';

let h: Harness;
let sandbox: TestSandbox;
let admin: Actor;
let answer: { status: number; body: object };
beforeAll(async () => {
  sandbox = await startSandbox();
  h = await startHarness({ env: sandbox.env, background: false });
  await registerClient(h.world.systemAdmin);
  admin = h.world.acme.admin;
  addApp(h, keyholeApp(sandbox.url));
  sandbox.provider.use(async (context, next) => {
    if (!context.path.startsWith('/bot')) return next();
    // No reply at all: the connection ends in the middle of it.
    if (answer.status === 0) {
      context.respond = false;
      return void context.req.destroy();
    }
    Object.assign(context, { status: answer.status, body: JSON.stringify(answer.body), type: 'application/json' });
  });
}, 60_000);
afterAll(async () => {
  await h.stop();
  await sandbox.close();
});
beforeEach(() => {
  answer = { status: 200, body: { id: 'somebody' } };
});

const host = () => new URL(sandbox.url).host;
const debug = async (id: string) => (await admin.get(`/connections/${id}/debug`)).body;
const switchOn = (id: string, minutes: unknown = 15) => admin.post(`/connections/${id}/debug`, { minutes });
const check = (id: string) => admin.get(`/connections/${id}/check`);
async function connectKeyhole(name: string): Promise<string> {
  answer = { status: 200, body: { id: name } };
  const started = await admin.post('/connections', {
    appId: 'keyhole',
    authMethod: 'keys',
    name,
    fields: keyholeSecrets,
  });
  const tested = await admin.get(`/connections/${started.body.attemptId}/test`);
  if (tested.body.connectionId === undefined) throw new Error(`no connection: ${started.text} ${tested.text}`);
  return tested.body.connectionId;
}

test('while it is on, each call leaves its line, status, duration and class of error, and no secret', async () => {
  const id = await connectKeyhole('Canary');
  await check(id);
  expect(await debug(id)).toEqual({ until: null, secondsLeft: 0, calls: [] });
  const on = await switchOn(id);
  expect(on.body).toMatchObject({ until: expect.any(String), secondsLeft: 900, calls: [] });
  await check(id);
  answer = { status: 429, body: { error: 'slow down' } };
  await check(id);
  const { calls } = await debug(id);
  expect(calls).toEqual([
    expect.objectContaining({ status: 429, errorClass: 'http_4xx' }),
    {
      id: expect.stringMatching(/^call_/),
      at: expect.any(String),
      operation: 'check',
      purpose: 'test',
      request: `POST ${host()}/bot{path_key}/me`,
      status: 200,
      durationMs: expect.any(Number),
      errorClass: null,
    },
  ]);
  const rows = await h.database.sql('select c::text as line from provider_call c');
  for (const secret of Object.values(keyholeSecrets)) {
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect(JSON.stringify(rows)).not.toContain(Buffer.from(secret).toString('base64').slice(0, 20));
  }
  expect(JSON.stringify(rows)).not.toMatch(/appid|lang=|X-Key/);
});

test('a rotation, a refresh, a re-authorization and a revocation are recorded with what each call was for', async () => {
  const key = await connectKeyhole('Rotated');
  await switchOn(key);
  await admin.post(`/connections/${key}/rotate`, { fields: keyholeSecrets });
  expect((await debug(key)).calls).toEqual([expect.objectContaining({ operation: 'test', purpose: 'test' })]);

  const id = await connectSandbox(admin, 'Olivia');
  await switchOn(id);
  const started = await admin.post(`/connections/${id}/reauthorize`, {});
  await admin.get(await consent(started.body.authorizationUrl, 'Olivia'));
  await h.database.sql(`update connection set token_expires_at = now() where id = $1`, [parseId('connection', id)]);
  await h.world.acme.workflow.post('/credentials/resolve', { connectionId: id });
  await admin.post(`/connections/${id}/revoke`, { reason: 'Over.' });
  const { calls } = await debug(id);
  const told = calls.map(({ operation, purpose, request }: Record<string, string>) => [operation, purpose, request]);
  expect(told).toEqual([
    ['revocation', 'revocation', `POST ${host()}/token/revocation`],
    ['refresh', 'token', `POST ${host()}/token`],
    ['test', 'test', `GET ${host()}/me`],
    ['authorization', 'token', `POST ${host()}/token`],
  ]);
  expect((await switchOn(id)).body).toMatchObject({ status: 422, code: 'connection_revoked' });
});

test('a call that gets no reply is recorded with the class of what went wrong', async () => {
  const id = await connectKeyhole('Away');
  await switchOn(id);
  answer = { status: 0, body: {} };
  await check(id);
  expect((await debug(id)).calls).toEqual([
    expect.objectContaining({ status: null, errorClass: expect.stringMatching(/^(connect|http)$/) }),
  ]);
});

test('it is on for at most an hour, ends by itself, can be ended before, and both are in the trail', async () => {
  const id = await connectKeyhole('Timed');
  for (const minutes of [0, 61, 1.5, '15', null])
    expect((await switchOn(id, minutes)).body).toMatchObject({ status: 400, errors: [{ pointer: '/minutes' }] });
  await switchOn(id, 60);
  await h.database.sql(`update connection set debug_until = now() where id = $1`, [parseId('connection', id)]);
  await check(id);
  expect(await debug(id)).toEqual({ until: null, secondsLeft: 0, calls: [] });
  await switchOn(id, 60);
  await check(id);
  const off = await admin.post(`/connections/${id}/debug/stop`);
  expect(off.body).toMatchObject({ until: null, calls: [{ operation: 'check' }] });
  await check(id);
  expect((await debug(id)).calls).toHaveLength(1);
  const events = await admin.get(`/audit-events?targetId=${id}&limit=100`);
  const actions = events.body.items.map(({ action }: { action: string }) => action);
  expect(actions.filter((action: string) => action.startsWith('connection.debug'))).toEqual([
    'connection.debug_stopped',
    'connection.debug_started',
    'connection.debug_started',
  ]);
});

test('records are bounded for each connection and removed after a day', async () => {
  const id = await connectKeyhole('Bounded');
  const other = await connectKeyhole('Neighbour');
  await switchOn(id);
  await switchOn(other);
  await check(other);
  await h.database.sql(
    `insert into provider_call (id, tenant_id, connection_id, at, operation, purpose, request, duration_ms)
     select gen_random_uuid(), tenant_id, id, now() - make_interval(mins => n), 'check', 'test', 'GET n' || n, 1
     from connection, generate_series(1, 250) n where id = $1`,
    [parseId('connection', id)],
  );
  await check(id);
  const { calls } = await debug(id);
  expect(calls).toHaveLength(200);
  expect(calls[0].request).toContain('POST');
  const kept = await h.database.sql('select 1 from provider_call where connection_id = $1', [
    parseId('connection', id),
  ]);
  expect(kept).toHaveLength(200);
  await h.database.sql(`update provider_call set at = at - interval '25 hours' where connection_id = $1`, [
    parseId('connection', id),
  ]);
  expect((await debug(id)).calls).toEqual([]);
  await h.app.get(DebuggingService).removeOld();
  expect(
    await h.database.sql('select 1 from provider_call where connection_id = $1', [parseId('connection', id)]),
  ).toEqual([]);
  expect((await debug(other)).calls).toHaveLength(1);
});

test('the owner may, a colleague and another tenant may not', async () => {
  const { member } = h.world.acme;
  const id = await connectSandbox(member, 'Mine');
  expect((await member.post(`/connections/${id}/debug`, { minutes: 1 })).status).toBe(200);
  const foreign = await connectKeyhole('Not mine');
  expect((await member.post(`/connections/${foreign}/debug`, { minutes: 1 })).status).toBe(403);
  expect((await member.get(`/connections/${foreign}/debug`)).status).toBe(403);
  expect((await h.world.globex.admin.get(`/connections/${foreign}/debug`)).status).toBe(404);
  expect((await h.world.systemAdmin.get(`/connections/${foreign}/debug`)).status).toBe(403);
});
