import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { parseId } from '@drawbridge/catalog';
import { UseLedger } from '../../backend/src/credentials/index.ts';
import { Client } from '../support/client.ts';
import { connect, publish } from '../support/connecting.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { walk } from '../support/pages.ts';
import { postgresAccount } from '../support/targets.ts';

let h: Harness;
beforeAll(async () => {
  h = await startHarness({ background: false });
}, 60_000);
afterAll(() => h.stop());

interface Tenant {
  id: string;
  admin: Client;
  workflow: Client;
  keyId: string;
}
let made = 0;
let tenant: Tenant;
/** A tenant of its own for every test, because a default and a global copy are each tenant's or everybody's. */
beforeEach(async () => {
  made += 1;
  const { systemAdmin } = h.world;
  const { id } = (await systemAdmin.post('/tenants', { name: `Tenant ${made}`, slug: `tenant-${made}` })).body as {
    id: string;
  };
  const [email, password] = [`admin.${made}@example.com`, 'a long password'];
  await systemAdmin.post('/memberships', { email, name: 'Ada', password, role: 'tenant_admin', tenantId: id });
  const signedIn = await h.anonymous.post('/session', { email, password });
  const cookie = (signedIn.headers['set-cookie'] as unknown as string[])[0]?.split(';')[0] ?? '';
  const admin = new Client(h.app, { cookie });
  const { key, id: keyId } = (await admin.post('/api-keys', { name: 'workflows' })).body as { key: string; id: string };
  tenant = { id, admin, workflow: new Client(h.app, { key }), keyId };
  for (const copy of await walk(systemAdmin, '/global-connections?state=published', 100))
    await systemAdmin.post(`/global-connections/${copy}/revoke`, { reason: 'Before the next test.' });
});

const account = () => postgresAccount(h.database);
const resolve = (body: object, client = tenant.workflow) => client.post('/credentials/resolve', body);
const events = (action: string) =>
  h.database.sql<{
    target_id: string;
    count: number;
    reason: string | null;
    changes: object;
    outcome: string;
    actor_id: string;
  }>(
    'select target_id, count, reason, changes, outcome, actor_id from audit_event where action = $1 and tenant_id = $2 order by at',
    [action, parseId('tenant', tenant.id)],
  );
const flush = () => h.app.get(UseLedger).flush();

test('only an API key resolves credentials', async () => {
  const id = await connect(tenant.admin, await account(), 'Orders');
  expect((await resolve({ connectionId: id }, h.anonymous)).status).toBe(401);
  for (const client of [tenant.admin, h.world.acme.member, h.world.systemAdmin, h.world.compliance])
    expect((await resolve({ connectionId: id }, client)).body).toMatchObject({ status: 403 });
});

test("another tenant's connection is not found, by its id or with its app", async () => {
  const theirs = await connect(h.world.globex.admin, await account(), `Theirs ${made}`);
  for (const body of [{ connectionId: theirs }, { connectionId: theirs, appId: 'postgresql' }])
    expect((await resolve(body)).body).toMatchObject({ status: 404, code: 'not_found' });
  expect((await resolve({ appId: 'postgresql' })).body).toMatchObject({ status: 404, code: 'no_connection' });
  await flush();
  expect(
    (await events('credential.refused')).map(({ reason, outcome, actor_id }) => [reason, outcome, actor_id]),
  ).toEqual([
    ['no_connection', 'denied', tenant.keyId],
    ['no_connection', 'denied', tenant.keyId],
  ]);
});

test('what is asked for has to be said, and be an id', async () => {
  expect((await resolve({})).body).toMatchObject({ status: 400, errors: [{ pointer: '/connectionId' }] });
  expect((await resolve({ connectionId: 'usr_1' })).body).toMatchObject({
    status: 400,
    errors: [{ pointer: '/connectionId' }],
  });
  expect((await resolve({ connectionId: '' })).body).toMatchObject({ status: 400 });
  expect((await resolve({ appId: 'postgresql', tenantId: h.world.globex.id })).body).toMatchObject({
    status: 400,
    errors: [{ pointer: '/tenantId' }],
  });
});

test('a named connection gives all its fields, never to be kept', async () => {
  const target = await account();
  const id = await connect(tenant.admin, target, 'Orders');
  const reply = await resolve({ connectionId: id, workflow: 'Nightly', operation: 'read' });
  expect({ status: reply.status, body: reply.body }).toEqual({
    status: 200,
    body: {
      source: 'named',
      connectionId: id,
      appId: 'postgresql',
      authMethod: 'login',
      authKind: 'custom',
      name: 'Orders',
      externalAccount: {
        id: expect.stringContaining(target.fields.username),
        label: expect.stringContaining(target.fields.username),
      },
      fields: target.fields,
      expiresAt: null,
    },
  });
  expect(reply.headers['cache-control']).toBe('no-store');
  expect((await resolve({ connectionId: id, appId: 'slack' })).body).toMatchObject({ status: 404 });
});

test("an app alone means the tenant's default, then a published copy, then nothing", async () => {
  expect((await resolve({ appId: 'postgresql' })).body).toMatchObject({ code: 'no_connection' });
  const shared = await account();
  const copy = await publish(h, h.world.globex.admin, await connect(h.world.globex.admin, shared, `Shared ${made}`));
  expect((await resolve({ appId: 'postgresql' })).body).toMatchObject({
    source: 'global',
    connectionId: copy,
    fields: { password: shared.fields.password },
  });
  expect((await resolve({ appId: 'postgresql', connectionId: copy })).body).toMatchObject({
    source: 'global',
    connectionId: copy,
  });
  const own = await account();
  const first = await connect(tenant.admin, own, 'First');
  expect((await resolve({ appId: 'postgresql', connectionId: '' })).body).toMatchObject({
    source: 'default',
    connectionId: first,
    fields: { password: own.fields.password },
  });
  const second = await connect(tenant.admin, await account(), 'Second');
  expect((await resolve({ appId: 'postgresql' })).body).toMatchObject({ connectionId: first });
  await tenant.admin.patch(`/connections/${second}`, { isDefault: true });
  expect((await resolve({ appId: 'postgresql' })).body).toMatchObject({ connectionId: second });
  for (const id of [first, second]) await tenant.admin.post(`/connections/${id}/revoke`, { reason: 'Gone.' });
  expect((await resolve({ appId: 'postgresql' })).body).toMatchObject({ source: 'global', connectionId: copy });
  await h.world.systemAdmin.post(`/global-connections/${copy}/revoke`, { reason: 'Gone.' });
  expect((await resolve({ appId: 'postgresql' })).body).toMatchObject({ code: 'no_connection' });
  expect((await resolve({ connectionId: copy })).body).toMatchObject({ status: 422, code: 'connection_revoked' });
});

test('credentials that a workflow brings itself are given back and recorded, without their values', async () => {
  const secret = 'inline-canary-8841';
  const reply = await resolve({
    appId: 'postgresql',
    fields: { password: secret, username: 'me' },
    workflow: 'Nightly',
  });
  expect({ status: reply.status, body: reply.body }).toEqual({
    status: 200,
    body: {
      source: 'inline',
      connectionId: null,
      appId: 'postgresql',
      authMethod: null,
      authKind: null,
      name: null,
      externalAccount: null,
      fields: { password: secret, username: 'me' },
      expiresAt: null,
    },
  });
  expect((await resolve({ appId: 'no-such-app', fields: { password: secret } })).body).toMatchObject({
    status: 422,
    errors: [{ pointer: '/appId' }],
  });
  await flush();
  expect(await events('credential.overridden')).toMatchObject([
    { target_id: 'postgresql', reason: 'password, username', changes: { workflow: { after: 'Nightly' } } },
  ]);
  const leaked = await h.database.sql('select 1 from audit_event where audit_event::text like $1', [`%${secret}%`]);
  expect(leaked).toEqual([]);
});

test('field names of an inline credential that could not be kept are refused, and later uses are still counted', async () => {
  for (const name of ['a\u0000b', 'A b', '', '__proto__x', 'x'.repeat(41)]) {
    const reply = await tenant.workflow
      .call('post', '/credentials/resolve')
      .send({ appId: 'postgresql', fields: { [name]: 'x' } });
    expect([name, reply.status]).toEqual([name, 400]);
  }
  const id = await connect(tenant.admin, await account(), 'Orders');
  await resolve({ connectionId: id });
  await flush();
  expect(await events('credential.resolved')).toHaveLength(1);
});

test('a connection that needs reauthorizing is refused, and so is a revoked one, at once', async () => {
  const target = await account();
  const id = await connect(tenant.admin, target, 'Orders');
  await target.changePassword();
  await tenant.admin.get(`/connections/${id}/check`);
  expect((await resolve({ connectionId: id })).body).toMatchObject({ status: 422, code: 'connection_needs_reauth' });
  expect((await resolve({ appId: 'postgresql' })).body).toMatchObject({ code: 'connection_needs_reauth' });
  await tenant.admin.post(`/connections/${id}/revoke`, { reason: 'Gone.' });
  const refused = await resolve({ connectionId: id });
  expect(refused.body).toMatchObject({ status: 422, code: 'connection_revoked' });
  expect(refused.text).not.toContain(target.fields.username);
  await flush();
  expect((await events('credential.refused')).map((event) => [event.target_id, event.reason, event.count])).toEqual([
    [id, 'connection_needs_reauth', 2],
    [id, 'connection_revoked', 1],
  ]);
});

test('no request after the revocation is answered with the credential, however many run at the time', async () => {
  const id = await connect(tenant.admin, await account(), 'Orders');
  let revokedAt = Infinity;
  const asked: { at: number; status: number }[] = [];
  const ask = async () => {
    for (let times = 0; times < 25; times++) {
      const at = performance.now();
      asked.push({ at, status: (await resolve({ connectionId: id })).status });
    }
  };
  const revoke = async () => {
    await resolve({ connectionId: id });
    await tenant.admin.post(`/connections/${id}/revoke`, { reason: 'Leaked.' });
    revokedAt = performance.now();
  };
  await Promise.all([ask(), ask(), ask(), ask(), revoke()]);
  asked.push({ at: performance.now(), status: (await resolve({ connectionId: id })).status });
  const after = asked.filter(({ at }) => at > revokedAt);
  expect(after.length).toBeGreaterThan(0);
  expect(new Set(after.map(({ status }) => status))).toEqual(new Set([422]));
  expect(asked.filter(({ status }) => status !== 200 && status !== 422)).toEqual([]);
});

test('a resolve writes nothing itself; uses are counted in batches, by workflow and operation, with one event each', async () => {
  const id = await connect(tenant.admin, await account(), 'Orders');
  const usages = async () => ((await tenant.admin.get(`/connections/${id}/usages`)).body as { items: object[] }).items;
  for (let times = 0; times < 3; times++) await resolve({ connectionId: id, workflow: 'Nightly', operation: 'read' });
  await resolve({ connectionId: id, workflow: 'Hourly' });
  expect(await usages()).toEqual([]);
  expect((await tenant.admin.get(`/connections/${id}`)).body).toMatchObject({ useCount: 0, firstUsedAt: null });
  await flush();
  expect(await usages()).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        workflow: 'Nightly',
        operation: 'read',
        useCount: 3,
        apiKey: { id: tenant.keyId, name: 'workflows' },
      }),
      expect.objectContaining({ workflow: 'Hourly', operation: null, useCount: 1 }),
    ]),
  );
  expect((await tenant.admin.get(`/connections/${id}`)).body).toMatchObject({
    useCount: 4,
    firstUsedAt: expect.any(String),
    lastUsedAt: expect.any(String),
  });
  expect((await events('credential.resolved')).map((event) => event.count).sort()).toEqual([1, 3]);
  await resolve({ connectionId: id, workflow: 'Nightly', operation: 'read' });
  await flush();
  await flush();
  expect(await usages()).toEqual(
    expect.arrayContaining([expect.objectContaining({ workflow: 'Nightly', useCount: 4 })]),
  );
  const [day] = await h.database.sql<{ uses: string; denied: string }>(
    'select uses, denied from use_by_day where tenant_id = $1',
    [parseId('tenant', tenant.id)],
  );
  expect(day).toEqual({ uses: '5', denied: '0' });
  const keys = (await tenant.admin.get('/api-keys')).body as { items: { lastUsedAt: string | null }[] };
  expect(keys.items[0]?.lastUsedAt).not.toBeNull();
});

test('the usages of a connection are paged, the latest used first', async () => {
  const id = await connect(tenant.admin, await account(), 'Orders');
  for (let at = 0; at < 5; at++) await resolve({ connectionId: id, workflow: `Workflow ${at}` });
  await flush();
  const all = await walk(tenant.admin, `/connections/${id}/usages`, 100);
  expect(all).toHaveLength(5);
  for (const limit of [1, 2, 4]) expect(await walk(tenant.admin, `/connections/${id}/usages`, limit)).toEqual(all);
});

test('uses of a published copy are counted for all, and shown to each tenant as its own only', async () => {
  const copy = await publish(
    h,
    h.world.globex.admin,
    await connect(h.world.globex.admin, await account(), `Shared ${made}`),
  );
  await resolve({ connectionId: copy, workflow: 'Secret plans' });
  await resolve({ connectionId: copy, workflow: 'Acme plans' }, h.world.acme.workflow);
  await flush();
  const of = async (client: Client) =>
    ((await client.get(`/global-connections/${copy}/usages`)).body as { items: { workflow: string }[] }).items.map(
      (usage) => usage.workflow,
    );
  expect(await of(tenant.admin)).toEqual(['Secret plans']);
  expect(await of(h.world.acme.member)).toEqual(['Acme plans']);
  expect((await of(h.world.systemAdmin)).sort()).toEqual(['Acme plans', 'Secret plans']);
  expect((await tenant.admin.get(`/global-connections/${copy}`)).body).toMatchObject({ useCount: 2 });
});
