import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseId } from '@drawbridge/catalog';
import { startHarness, type Harness } from '../support/harness.ts';
import { connectSandbox, registerClient, startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { until } from '../support/until.ts';
import { Tokens } from '../../backend/src/oauth/index.ts';
import { runInScope, systemPrincipal } from '../../backend/src/platform/index.ts';

let h: Harness;
let sandbox: TestSandbox;
let clientRow: string;
beforeAll(async () => {
  sandbox = await startSandbox();
  h = await startHarness({ env: sandbox.env, background: false });
  clientRow = await registerClient(h.world.systemAdmin);
}, 60_000);
afterAll(async () => {
  await h.stop();
  await sandbox.close();
});

const expire = (id: string) =>
  h.database.sql(`update connection set token_expires_at = now() - interval '1 second', refresh_at = now() - interval '1 second' where id = $1`, [parseId('connection', id)]);
const rowOf = async (id: string) =>
  (await h.database.sql<{ state: string; credential_set_at: Date; refresh_epoch: string; refresh_failures: number; version: number }>('select * from connection where id = $1', [parseId('connection', id)]))[0];
const resolve = (id: string) => h.world.acme.workflow.post('/credentials/resolve', { connectionId: id });
const due = () => runInScope({ requestId: null, principal: systemPrincipal }, () => h.app.get(Tokens).refreshDue());

test('an expired token is renewed when it is asked for; the date of the credential and its version stay', async () => {
  const id = await connectSandbox(h.world.acme.admin, 'Expired');
  const [first, before] = [await resolve(id), await rowOf(id)];
  await expire(id);
  const second = await resolve(id);
  expect(second.status).toBe(200);
  expect(second.body.fields.access_token).not.toBe(first.body.fields.access_token);
  expect(Date.parse(second.body.expiresAt)).toBeGreaterThan(Date.now() + 3_000_000);
  expect((await resolve(id)).body.fields.access_token).toBe(second.body.fields.access_token);
  const after = await rowOf(id);
  expect([after?.credential_set_at, after?.version]).toEqual([before?.credential_set_at, before?.version]);
});

test('the loop renews ahead of the end', async () => {
  const id = await connectSandbox(h.world.acme.admin, 'Ahead');
  const first = await resolve(id);
  await h.database.sql('update connection set refresh_at = now() where id = $1', [parseId('connection', id)]);
  await due();
  expect((await resolve(id)).body.fields.access_token).not.toBe(first.body.fields.access_token);
});

test('60 callers of an expired token make one refresh, and all get the same new token', async () => {
  const id = await connectSandbox(h.world.acme.admin, 'Crowd');
  await expire(id);
  const before = { ...sandbox.refreshes };
  const replies = await Promise.all([...Array.from({ length: 60 }, () => resolve(id)), due()].slice(0, 60));
  const tokens = new Set(replies.map((reply) => (reply as Awaited<ReturnType<typeof resolve>>).body.fields?.access_token));
  expect([tokens.size, sandbox.refreshes.granted - before.granted, sandbox.refreshes.refused - before.refused]).toEqual([1, 1, 0]);
});

test('a grant that the provider has ended needs its owner, who is told once', async () => {
  const id = await connectSandbox(h.world.acme.member, 'Ended');
  // Reuse of a rotated refresh token ends the grant; here the provider simply forgets it.
  await sandbox.forgetGrants();
  await expire(id);
  for (let i = 0; i < 2; i++) expect((await resolve(id)).body).toMatchObject({ status: 422, code: 'connection_needs_reauth' });
  expect(await rowOf(id)).toMatchObject({ state: 'needs_reauth' });
  const notices = await h.world.acme.member.get('/notifications');
  expect(notices.body.items.filter((one: { title: string }) => one.title === 'Ended needs to be reauthorized')).toHaveLength(1);
  const events = await h.world.acme.admin.get(`/audit-events?targetId=${id}&limit=100`);
  const actions = events.body.items.map((one: { action: string }) => one.action);
  expect(actions).toEqual(expect.arrayContaining(['connection.refresh_failed', 'connection.needs_reauth']));
});

test('a provider that is away degrades nothing: resolve says later, and the next try waits', async () => {
  const id = await connectSandbox(h.world.acme.admin, 'Away');
  await expire(id);
  sandbox.answer(503);
  const away = await resolve(id);
  expect(away.body).toMatchObject({ status: 503, code: 'renewal_unavailable' });
  expect(Number(away.headers['retry-after'])).toBeGreaterThan(0);
  expect((await resolve(id)).status).toBe(503);
  expect(await rowOf(id)).toMatchObject({ state: 'active', refresh_failures: 1 });
  sandbox.answer(undefined);
  await h.database.sql('update connection set refresh_retry_at = now() where id = $1', [parseId('connection', id)]);
  expect((await resolve(id)).status).toBe(200);
  expect(await rowOf(id)).toMatchObject({ state: 'active', refresh_failures: 0 });
});

test('a lease whose holder is gone ends by itself, and who comes late changes nothing', async () => {
  const id = await connectSandbox(h.world.acme.admin, 'Paused');
  await expire(id);
  await h.database.sql(`update connection set refresh_leased_until = now() + interval '1500 milliseconds', refresh_epoch = refresh_epoch + 1 where id = $1`, [parseId('connection', id)]);
  const started = Date.now();
  expect((await resolve(id)).status).toBe(200);
  expect(Date.now() - started).toBeGreaterThan(1000);
  // The same again, but the lease passes on while the provider answers.
  await expire(id);
  const held = sandbox.hold();
  const late = resolve(id);
  await held.arrived;
  await h.database.sql('update connection set refresh_epoch = refresh_epoch + 1, refresh_leased_until = null where id = $1', [parseId('connection', id)]);
  const before = await h.database.sql('select secret_id from connection where id = $1', [parseId('connection', id)]);
  held.release();
  await late;
  const events = await h.database.sql(`select state from secret where state = 'doomed'`);
  expect(events.length).toBeGreaterThan(0);
  expect(before).toHaveLength(1);
});

test('connections made with a client that was replaced have to be reauthorized', async () => {
  const id = await connectSandbox(h.world.acme.admin, 'Replaced');
  const { startBackground } = await import('../../backend/src/app.ts');
  await startBackground(h.app);
  const reply = await h.world.systemAdmin.patch(`/oauth-clients/${clientRow}`, { clientId: 'another-client' });
  expect(reply.status).toBe(200);
  await until('the connection needs to be reauthorized', async () => (await rowOf(id))?.state === 'needs_reauth');
});
