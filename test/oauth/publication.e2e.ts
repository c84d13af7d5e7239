import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { formatId, parseId } from '@drawbridge/catalog';
import { CopyFollower } from '../../backend/src/global-catalog/copy-follower.ts';
import { runInScope, systemPrincipal } from '../../backend/src/platform/index.ts';
import { globalPlace, SecretStore } from '../../backend/src/secrets/index.ts';
import { publish } from '../support/connecting.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { connectSandbox, consent, registerClient, startSandbox, type TestSandbox } from '../support/sandbox.ts';

let h: Harness;
let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
  h = await startHarness({ env: sandbox.env, background: false });
  await registerClient(h.world.systemAdmin);
}, 60_000);
afterAll(async () => {
  await h.stop();
  await sandbox.close();
});

const follow = () =>
  runInScope({ requestId: null, principal: systemPrincipal }, () => h.app.get(CopyFollower).followAll());
const byOther = (connectionId: string) => h.world.globex.workflow.post('/credentials/resolve', { connectionId });
const byOwner = (connectionId: string) => h.world.acme.workflow.post('/credentials/resolve', { connectionId });
const copyOf = async (id: string) => (await h.world.systemAdmin.get(`/global-connections/${id}`)).body;

/** A published connection by OAuth: its id, and the id of the copy. */
async function published(name: string): Promise<[string, string]> {
  const id = await connectSandbox(h.world.acme.admin, name);
  return [id, await publish(h, h.world.acme.admin, id)];
}

async function expire(id: string, copy: string): Promise<void> {
  await h.database.sql(
    `update connection set token_expires_at = now() - interval '1 second', refresh_at = now() - interval '1 second' where id = $1`,
    [parseId('connection', id)],
  );
  await h.database.sql(`update global_connection set token_expires_at = now() - interval '1 second' where id = $1`, [
    parseId('globalConnection', copy),
  ]);
}

test('another tenant gets the access token of the copy, and nothing that renews it', async () => {
  const [id, copy] = await published('Shared');
  const [owner, other] = [await byOwner(id), await byOther(copy)];
  expect(other.body.fields.access_token).toBe(owner.body.fields.access_token);
  expect(Object.keys(other.body.fields)).not.toContain('refresh_token');
  expect(other.body.expiresAt).toBe(owner.body.expiresAt);
  expect(await copyOf(copy)).toMatchObject({ state: 'published', token: { problem: null } });
  const [row] = await h.database.sql<{ secret_id: string }>('select secret_id from global_connection where id = $1', [
    parseId('globalConnection', copy),
  ]);
  const stored = await h.app.get(SecretStore).read(globalPlace(copy, formatId('secret', row?.secret_id ?? '')));
  expect(Object.keys(stored)).toEqual(['access_token']);
});

test('an expired token is renewed once at the source, whoever asks, and the copy gets it', async () => {
  const [id, copy] = await published('Renewed');
  const before = await byOther(copy);
  await expire(id, copy);
  const granted = sandbox.refreshes.granted;
  const replies = await Promise.all([
    ...Array.from({ length: 20 }, () => byOther(copy)),
    ...Array.from({ length: 20 }, () => byOwner(id)),
  ]);
  const tokens = new Set(replies.map((reply) => reply.body.fields?.access_token));
  expect([tokens.size, sandbox.refreshes.granted - granted, sandbox.refreshes.refused]).toEqual([1, 1, 0]);
  expect(tokens.has(before.body.fields.access_token)).toBe(false);
});

test('a renewal ahead of time reaches the copy by itself', async () => {
  const [id, copy] = await published('Ahead');
  await expire(id, copy);
  const fresh = await byOwner(id);
  await follow();
  const [row] = await h.database.sql<{ left: number }>(
    'select extract(epoch from token_expires_at - now())::float8 as left from global_connection where id = $1',
    [parseId('globalConnection', copy)],
  );
  expect(row?.left).toBeGreaterThan(3000);
  expect((await byOther(copy)).body.fields.access_token).toBe(fresh.body.fields.access_token);
});

test('a source that needs its person stops the copy when its token ends, says so, and brings it back', async () => {
  const [id, copy] = await published('Stopped');
  await sandbox.forgetGrants();
  await expire(id, copy);
  expect((await byOther(copy)).body).toMatchObject({ status: 422, code: 'connection_needs_reauth' });
  await follow();
  expect((await copyOf(copy)).token).toMatchObject({ problem: 'needs_reauth' });
  const asked = await h.world.acme.admin.post(`/connections/${id}/reauthorize`, {});
  await h.world.acme.admin.get(await consent(asked.body.authorizationUrl, 'Stopped'));
  await follow();
  expect((await copyOf(copy)).token).toMatchObject({ problem: null });
  expect((await byOther(copy)).body.fields.access_token).toBe((await byOwner(id)).body.fields.access_token);
  const events = await h.world.systemAdmin.get(`/audit-events?targetId=${copy}&limit=100`);
  expect(events.body.items.map((one: { action: string }) => one.action)).toEqual(
    expect.arrayContaining(['global_connection.renewal_stopped', 'global_connection.token_followed']),
  );
});

test('a source that is another account by now is not followed', async () => {
  const [id, copy] = await published('Swapped');
  const asked = await h.world.acme.admin.post(`/connections/${id}/reauthorize`, { confirmAccountChange: true });
  await h.world.acme.admin.get(await consent(asked.body.authorizationUrl, 'Somebody else'));
  await follow();
  expect(await copyOf(copy)).toMatchObject({
    externalAccount: { label: expect.stringContaining('Swapped') },
    token: { problem: 'account_changed' },
  });
  expect((await byOther(copy)).body.fields.access_token).not.toBe((await byOwner(id)).body.fields.access_token);
});

test('the copy ends with its source, and can be neither rotated nor resolved then', async () => {
  const [id, copy] = await published('Ending');
  const { version } = await copyOf(copy);
  expect(
    (await h.world.systemAdmin.post(`/global-connections/${copy}/rotate`, { fields: {}, version })).body,
  ).toMatchObject({ status: 422, code: 'oauth_unsupported' });
  const source = await h.world.acme.admin.get(`/connections/${id}`);
  const revoke = { reason: 'No longer used', version: source.body.version };
  for (const said of [{}, { revokePublished: false }])
    expect(
      (await h.world.acme.admin.post(`/connections/${id}/revoke`, { ...revoke, ...said })).body.errors,
    ).toMatchObject([{ pointer: '/revokePublished', message: expect.stringContaining('ends with it') }]);
  const ended = await h.world.acme.admin.post(`/connections/${id}/revoke`, {
    ...revoke,
    revokePublished: true,
  });
  expect(ended.status).toBe(200);
  await follow();
  expect(await copyOf(copy)).toMatchObject({ state: 'revoked' });
  expect((await byOther(copy)).body).toMatchObject({ status: 422, code: 'connection_revoked' });
  const left = await h.database.sql(`select 1 from secret where owner_id = $1 and state in ('intended', 'live')`, [
    parseId('globalConnection', copy),
  ]);
  expect(left).toEqual([]);
});

test('a process that ended while it copied holds the copy up no longer than its lease', async () => {
  const [id, copy] = await published('Leased');
  await expire(id, copy);
  await h.database.sql(
    `update global_connection set follow_leased_until = now() + interval '1500 milliseconds' where id = $1`,
    [parseId('globalConnection', copy)],
  );
  const started = Date.now();
  expect((await byOther(copy)).status).toBe(200);
  expect(Date.now() - started).toBeGreaterThan(1000);
});
