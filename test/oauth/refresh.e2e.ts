import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { formatId, parseId } from '@drawbridge/catalog';
import { startHarness, type Harness } from '../support/harness.ts';
import { connectSandbox, registerClient, startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { ClientReplaced } from '../../backend/src/oauth/client-replaced.ts';
import { Tokens } from '../../backend/src/oauth/index.ts';
import { takeLease } from '../../backend/src/oauth/refresh-lease.queries.ts';
import { runInScope, systemPrincipal, UnitOfWork } from '../../backend/src/platform/index.ts';
import { SecretLedger, SecretStore } from '../../backend/src/secrets/index.ts';

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
  h.database.sql(
    `update connection set token_expires_at = now() - interval '1 second', refresh_at = now() - interval '1 second' where id = $1`,
    [parseId('connection', id)],
  );
const rowOf = async (id: string) =>
  (
    await h.database.sql<{
      state: string;
      credential_set_at: Date;
      refresh_epoch: string;
      refresh_failures: number;
      version: number;
    }>('select * from connection where id = $1', [parseId('connection', id)])
  )[0];
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
  const replies = await Promise.all(Array.from({ length: 60 }, () => resolve(id)));
  const tokens = new Set(replies.map((reply) => reply.body.fields?.access_token));
  expect([tokens.size, sandbox.refreshes.granted - before.granted, sandbox.refreshes.refused - before.refused]).toEqual(
    [1, 1, 0],
  );
});

test('a grant that the provider has ended needs its owner, who is told once', async () => {
  const id = await connectSandbox(h.world.acme.member, 'Ended');
  // Reuse of a rotated refresh token ends the grant; here the provider simply forgets it.
  await sandbox.forgetGrants();
  await expire(id);
  for (let i = 0; i < 2; i++)
    expect((await resolve(id)).body).toMatchObject({ status: 422, code: 'connection_needs_reauth' });
  expect(await rowOf(id)).toMatchObject({ state: 'needs_reauth' });
  const notices = await h.world.acme.member.get('/notifications');
  expect(
    notices.body.items.filter((one: { title: string }) => one.title === 'Ended needs to be reauthorized'),
  ).toHaveLength(1);
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
  await h.database.sql(
    `update connection set refresh_leased_until = now() + interval '1500 milliseconds', refresh_epoch = refresh_epoch + 1 where id = $1`,
    [parseId('connection', id)],
  );
  const started = Date.now();
  expect((await resolve(id)).status).toBe(200);
  expect(Date.now() - started).toBeGreaterThan(1000);
});

test('a holder that was paused past its lease still saves what it got when nobody else renewed', async () => {
  const id = await connectSandbox(h.world.acme.admin, 'Slow');
  await expire(id);
  const held = sandbox.hold();
  const late = resolve(id).then((reply) => reply);
  await held.arrived;
  // Its lease is over, and another process has taken the next one.
  await h.database.sql(
    'update connection set refresh_epoch = refresh_epoch + 1, refresh_leased_until = null where id = $1',
    [parseId('connection', id)],
  );
  held.release();
  expect((await late).status).toBe(200);
  expect(await rowOf(id)).toMatchObject({ state: 'active' });
});

test('a holder that comes back after another has renewed changes nothing, and its token is destroyed', async () => {
  const id = await connectSandbox(h.world.acme.admin, 'Late');
  const current = async () =>
    (
      await h.database.sql<{ secret_id: string }>('select secret_id from connection where id = $1', [
        parseId('connection', id),
      ])
    )[0]?.secret_id;
  await expire(id);
  const held = sandbox.hold();
  const late = resolve(id).then((reply) => reply);
  await held.arrived;
  const intended = (
    await h.database.sql<{ refresh_secret_id: string }>('select refresh_secret_id from connection where id = $1', [
      parseId('connection', id),
    ])
  )[0]?.refresh_secret_id;
  // Another process has renewed meanwhile: its credential stands in for it by being another place.
  const other = await connectSandbox(h.world.acme.admin, 'Winner');
  await h.database.sql(
    `update connection set refresh_epoch = refresh_epoch + 1, refresh_leased_until = null, token_expires_at = now() + interval '1 hour',
       secret_id = (select secret_id from connection where id = $2) where id = $1`,
    [parseId('connection', id), parseId('connection', other)],
  );
  const winner = await current();
  held.release();
  expect((await late).status).toBe(200);
  expect(await current()).toBe(winner);
  const [loser] = await h.database.sql<{ state: string }>('select state from secret where id = $1', [intended]);
  expect(loser?.state).toMatch(/doomed|destroyed/);
});

test('what a process wrote before it ended is taken over: the provider is not asked again', async () => {
  const id = await connectSandbox(h.world.acme.admin, 'Killed');
  const store = h.app.get(SecretStore);
  await expire(id);
  const [row] = await h.database.sql<{ secret_id: string; tenant_id: string }>(
    'select secret_id, tenant_id from connection where id = $1',
    [parseId('connection', id)],
  );
  const left = randomUUID();
  await h.database.sql(
    `insert into secret (id, tenant_id, area, owner_id, state, next_at, created_at, version) values ($1, $2, 'tenants', $2, 'intended', now() + interval '1 day', now(), 1)`,
    [left, row?.tenant_id],
  );
  const renewal = {
    from: formatId('secret', row?.secret_id ?? ''),
    endsAt: new Date(Date.now() + 3_600_000).toISOString(),
    filled: {},
  };
  await store.write(
    { area: 'tenants', owner: row?.tenant_id ?? '', secret: left },
    { access_token: 'left-over-token', refresh_token: 'r', renewal: JSON.stringify(renewal) },
  );
  await h.database.sql('update connection set refresh_secret_id = $2 where id = $1', [parseId('connection', id), left]);
  const before = sandbox.refreshes.granted;
  expect((await resolve(id)).body.fields.access_token).toBe('left-over-token');
  expect(sandbox.refreshes.granted).toBe(before);
});

test('a holder whose work another has finished does not destroy what is in use', async () => {
  const id = await connectSandbox(h.world.acme.admin, 'Finished');
  await expire(id);
  const held = sandbox.hold();
  const late = resolve(id).then((reply) => reply);
  await held.arrived;
  // It has written, stood still past its lease, and another has pointed to what it wrote.
  const [row] = await h.database.sql<{ secret_id: string; tenant_id: string }>(
    'select refresh_secret_id as secret_id, tenant_id from connection where id = $1',
    [parseId('connection', id)],
  );
  const { secret_id: secret = '', tenant_id: owner = '' } = row ?? {};
  await h.app
    .get(SecretStore)
    .write({ area: 'tenants', owner, secret }, { access_token: 'written', refresh_token: 'r' });
  await h.database.sql(`update secret set state = 'live', next_at = null where id = $1`, [secret]);
  await h.database.sql(
    `update connection set secret_id = $2, refresh_secret_id = null, refresh_epoch = refresh_epoch + 1,
       refresh_leased_until = null, token_expires_at = now() + interval '1 hour' where id = $1`,
    [parseId('connection', id), secret],
  );
  held.release();
  expect((await late).body.fields.access_token).toBe('written');
  expect(await h.database.sql('select state from secret where id = $1', [secret])).toEqual([{ state: 'live' }]);
});

test('what a process left stays noted although the next ones end too', async () => {
  const id = await connectSandbox(h.world.acme.admin, 'Twice');
  const [row] = await h.database.sql<{ secret_id: string; tenant_id: string }>(
    'select secret_id, tenant_id from connection where id = $1',
    [parseId('connection', id)],
  );
  const secretId = formatId('secret', row?.secret_id ?? '');
  const tenantId = formatId('tenant', row?.tenant_id ?? '');
  const lease = () =>
    h.app.get(UnitOfWork).asTenant(tenantId, async (em) => {
      const intended = h.app.get(SecretLedger).intendTenant(em, tenantId);
      await em.flush();
      const taken = await takeLease(em, { connectionId: id, secretId, intendedId: intended.id });
      return { intended: intended.id, leftOver: taken?.leftOver };
    });
  const end = () =>
    h.database.sql('update connection set refresh_leased_until = now() where id = $1', [parseId('connection', id)]);
  const first = await lease();
  expect(first.leftOver).toBeNull();
  for (let holder = 0; holder < 2; holder++) {
    await end();
    expect((await lease()).leftOver).toBe(first.intended);
  }
});

test('connections made with a client that was replaced have to be reauthorized', async () => {
  const id = await connectSandbox(h.world.acme.admin, 'Replaced');
  const reply = await h.world.systemAdmin.patch(`/oauth-clients/${clientRow}`, { clientId: 'another-client' });
  expect(reply.status).toBe(200);
  // What the queue does next; a second time it finds nothing to do.
  for (let i = 0; i < 2; i++)
    await runInScope({ requestId: null, principal: systemPrincipal }, () => h.app.get(ClientReplaced).run(clientRow));
  expect(await rowOf(id)).toMatchObject({ state: 'needs_reauth' });
  expect(
    await h.database.sql(`select 1 from audit_event where action = 'connection.needs_reauth' and target_id = $1`, [id]),
  ).toHaveLength(1);
});
