import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseId } from '@drawbridge/catalog';
import type { Client } from '../support/client.ts';
import { customDefinition } from '../support/custom-definition.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { postgresAccount, type PostgresAccount } from '../support/targets.ts';

let h: Harness;
beforeAll(async () => {
  h = await startHarness({ background: false });
}, 60_000);
afterAll(() => h.stop());

let made = 0;
const freshId = (prefix = 'own') => `${prefix}-app-${(made += 1)}`;
const reason = 'Because of a test.';
const account = () => postgresAccount(h.database);

/** Defines an app; gives the id of its row. */
async function define(who: Client, appId: string): Promise<string> {
  const reply = await who.post('/custom-apps', { definition: customDefinition(appId) });
  if (reply.status !== 201) throw new Error(reply.text);
  return (reply.body as { id: string }).id;
}

async function connectTo(who: Client, appId: string, to?: PostgresAccount): Promise<string> {
  const { fields } = to ?? (await account());
  const name = `Orders ${(made += 1)}`;
  const started = await who.post('/connections', { appId, authMethod: 'login', name, fields });
  const { attemptId } = started.body as { attemptId: string };
  const tested = (await who.get(`/connections/${attemptId}/test`)).body as { connectionId: string };
  expect(tested).toMatchObject({ state: 'succeeded' });
  return tested.connectionId;
}
const appVersionOf = async (id: string) => {
  const [row] = await h.database.sql<{ app_version: number }>('select app_version from connection where id = $1', [
    parseId('connection', id),
  ]);
  return row?.app_version;
};
const listed = async (who: Client) =>
  ((await who.get('/apps?limit=500')).body.items as { id: string }[]).map((app) => app.id);

describe('an app of a tenant', () => {
  test('is connected, tested, used and shown like one of the catalog', async () => {
    const { admin, member, workflow } = h.world.acme;
    const appId = freshId();
    const reply = await admin.post('/custom-apps', { definition: customDefinition(appId), note: 'The first.' });
    expect(reply.body).toMatchObject({
      appId,
      name: 'Warehouse',
      scope: 'tenant',
      offeredVersion: 1,
      withdrawnAt: null,
    });
    expect(await listed(member)).toContain(appId);
    expect((await member.get(`/apps/${appId}`)).body).toMatchObject({
      confirmed: false,
      factsSources: ['defined here'],
    });
    const id = await connectTo(member, appId);
    expect((await member.get(`/connections/${id}`)).body).toMatchObject({ appId, appName: 'Warehouse', appVersion: 1 });
    expect((await member.get(`/connections/${id}/check`)).body.test).toMatchObject({ token: 'ok', api: 'ok' });
    expect((await workflow.post('/credentials/resolve', { appId })).body).toMatchObject({ source: 'default', appId });
  });

  test('does not exist for another tenant, nor for the platform to change', async () => {
    const { acme, globex, systemAdmin, compliance } = h.world;
    const appId = freshId();
    const row = await define(acme.admin, appId);
    expect(await listed(globex.admin)).not.toContain(appId);
    expect((await globex.admin.get(`/apps/${appId}`)).body).toMatchObject({ code: 'not_found' });
    expect((await globex.admin.get(`/custom-apps/${row}`)).body).toMatchObject({ code: 'not_found' });
    const foreign = await globex.admin.post('/connections', { appId, authMethod: 'login', name: 'No', fields: {} });
    expect(foreign.body).toMatchObject({ code: 'unknown_app' });
    const inline = await globex.workflow.post('/credentials/resolve', { appId, fields: { password: 'p' } });
    expect(inline.body).toMatchObject({ code: 'unknown_app' });
    const change = await systemAdmin.post(`/custom-apps/${row}/withdraw`, { reason, connectionCount: 0 });
    expect(change.body).toMatchObject({ code: 'not_found' });
    expect((await compliance.get(`/custom-apps/${row}`)).body).toMatchObject({ appId });
    // The same id is free there: that it is taken elsewhere is nobody's to know.
    await define(globex.admin, appId);
    await connectTo(globex.admin, appId);
    expect((await acme.admin.get(`/custom-apps/${row}`)).body).toMatchObject({ connectionCount: 0 });
  });

  test('is for administrators to define, with an id of its own', async () => {
    const { admin, member } = h.world.acme;
    const post = (who: Client, id: string) => who.post('/custom-apps', { definition: customDefinition(id) });
    expect((await post(member, freshId())).body).toMatchObject({ code: 'forbidden' });
    for (const id of ['postgresql', freshId('custom')])
      expect((await post(admin, id)).body).toMatchObject({
        status: 422,
        code: 'invalid_definition',
        errors: [{ pointer: '/definition/id' }],
      });
    const appId = freshId();
    await define(admin, appId);
    expect((await post(admin, appId)).body).toMatchObject({ status: 409, code: 'already_exists' });
  });

  test('cannot be published, because other tenants do not have its definition', async () => {
    const { admin } = h.world.acme;
    const appId = freshId();
    await define(admin, appId);
    const connectionId = await connectTo(admin, appId);
    const asked = await admin.post('/publication-requests', { connectionId, justification: 'For all.' });
    expect(asked.body).toMatchObject({ code: 'app_unavailable', detail: expect.stringContaining('custom app') });
  });
});

describe('an app of the platform', () => {
  test('is there for every tenant, and for none to change', async () => {
    const { acme, globex, systemAdmin } = h.world;
    const appId = freshId('custom');
    const row = await define(systemAdmin, appId);
    for (const who of [acme.admin, globex.member]) expect(await listed(who)).toContain(appId);
    await connectTo(acme.admin, appId);
    await connectTo(globex.admin, appId);
    expect((await systemAdmin.get(`/custom-apps/${row}`)).body).toMatchObject({
      scope: 'platform',
      connectionCount: 2,
    });
    const change = await acme.admin.post(`/custom-apps/${row}/versions`, { definition: customDefinition(appId) });
    expect(['not_found', 'forbidden']).toContain(change.body.code);
  });
});

describe('versions', () => {
  test('a connection keeps the version it was made with until it is rotated', async () => {
    const { admin } = h.world.acme;
    const appId = freshId();
    const row = await define(admin, appId);
    const target = await account();
    const id = await connectTo(admin, appId, target);
    // Under this version every login would fail: it speaks to another database.
    const definition = customDefinition(appId, 'Other words.');
    const server = { host: '{host}', port: '{port}', database: 'nowhere', security: '{sslmode}' };
    const broken = { ...definition, methods: definition.methods.map((method) => ({ ...method, server })) };
    const added = await admin.post(`/custom-apps/${row}/versions`, { definition: broken, note: 'Elsewhere.' });
    expect(added.body).toMatchObject({ offeredVersion: 2 });
    expect((await admin.get(`/connections/${id}/check`)).body.test).toMatchObject({ token: 'ok', api: 'ok' });
    expect(await appVersionOf(id)).toBe(1);
    const refused = await admin.post(`/connections/${id}/rotate`, { fields: { password: target.fields.password } });
    expect(refused.body).not.toMatchObject({ state: 'succeeded' });
    expect(await appVersionOf(id)).toBe(1);
    const versions = (await admin.get(`/custom-apps/${row}/versions`)).body.items;
    expect(versions).toMatchObject([
      { number: 2, note: 'Elsewhere.', changed: ['/description', '/methods/0/server/database'], connectionCount: 0 },
      { number: 1, connectionCount: 1, retiredAt: null },
    ]);
    await admin.post(`/custom-apps/${row}/retire`, { number: 2, reason });
    const good = await admin.post(`/custom-apps/${row}/versions`, { definition });
    expect(good.body).toMatchObject({ offeredVersion: 3 });
    const password = await target.changePassword();
    const rotated = await admin.post(`/connections/${id}/rotate`, { fields: { password } });
    expect(rotated.body).toMatchObject({ state: 'succeeded' });
    expect(await appVersionOf(id)).toBe(3);
  });

  test('a retired version makes nothing new; the last one is not retired; the id stays', async () => {
    const { admin } = h.world.acme;
    const appId = freshId();
    const row = await define(admin, appId);
    const only = await admin.post(`/custom-apps/${row}/retire`, { number: 1, reason });
    expect(only.body).toMatchObject({ code: 'invalid_input', errors: [{ pointer: '/number' }] });
    const other = await admin.post(`/custom-apps/${row}/versions`, { definition: customDefinition(freshId()) });
    expect(other.body).toMatchObject({ code: 'invalid_input', errors: [{ pointer: '/definition/id' }] });
    await admin.post(`/custom-apps/${row}/versions`, { definition: customDefinition(appId, 'Other words.') });
    await admin.post(`/custom-apps/${row}/retire`, { number: 2, reason });
    expect(await appVersionOf(await connectTo(admin, appId))).toBe(1);
    const stale = await admin.post(`/custom-apps/${row}/versions`, { definition: customDefinition(appId), version: 1 });
    expect(stale.body).toMatchObject({ code: 'stale_version' });
  });
});

describe('withdrawing', () => {
  test('is for somebody who knows how many connections rest from then on', async () => {
    const { admin, member, workflow } = h.world.acme;
    const appId = freshId();
    const row = await define(admin, appId);
    const id = await connectTo(admin, appId);
    const withdraw = (connectionCount: number) =>
      admin.post(`/custom-apps/${row}/withdraw`, { reason: 'The warehouse closed.', connectionCount });
    expect((await withdraw(0)).body).toMatchObject({
      code: 'stale_version',
      detail: '1 connections would come to rest, not 0.',
    });
    expect((await withdraw(1)).body).toMatchObject({ withdrawReason: 'The warehouse closed.' });
    const message = 'Withdrawn by your administrators: The warehouse closed.';
    expect(await listed(member)).not.toContain(appId);
    expect((await member.get(`/connections/${id}`)).body).toMatchObject({ rest: { kind: 'withdrawn', message } });
    expect((await workflow.post('/credentials/resolve', { connectionId: id })).body).toMatchObject({
      code: 'app_blocked',
      detail: message,
    });
    expect((await withdraw(1)).body).toMatchObject({ code: 'invalid_transition' });
    expect((await admin.post(`/connections/${id}/revoke`, { reason })).status).toBe(200);
  });
});

describe('before anything is stored', () => {
  const validate = async (definition: object) =>
    (await h.world.acme.admin.post('/custom-apps/validate', { definition })).body as object;

  test('all faults are named, each at its place', async () => {
    const good = customDefinition('own-valid');
    expect(await validate(good)).toEqual({ valid: true, faults: [] });
    expect(await validate({ ...good, name: '', category: 'nonsense' })).toMatchObject({
      valid: false,
      faults: [{ pointer: '/name' }, { pointer: '/name' }, { pointer: '/category' }],
    });
    const [login] = good.methods;
    const http = {
      key: 'key',
      kind: 'api_key',
      label: 'Key',
      baseUrl: '{site}',
      fields: [{ key: 'site', label: 'Site', format: 'url', allowHttp: true }],
      test: { kind: 'request', request: { url: '/' }, expect: { status: [200] } },
    };
    expect(await validate({ ...good, methods: [login, http] })).toMatchObject({
      faults: [{ pointer: '/methods/1/fields/0/allowHttp', message: expect.stringContaining('https') }],
    });
    const foreign = { ...http, baseUrl: 'https://{site}.com', fields: [{ key: 'site', label: 'Site' }] };
    expect(await validate({ ...good, methods: [foreign] })).toMatchObject({ valid: false });
    const oauth = { ...http, kind: 'oauth2_authorization_code', fields: [], baseUrl: 'https://api.example.com' };
    expect(await validate({ ...good, methods: [oauth] })).toMatchObject({ valid: false });
  });

  test('a definition is tried out against a real server; nothing of it stays, and no secret comes back', async () => {
    const { admin, member } = h.world.acme;
    const { fields } = await account();
    const definition = customDefinition('own-tried');
    const count = async () =>
      (await h.database.sql('select (select count(*) from custom_app) as a, (select count(*) from secret) as s'))[0];
    const before = await count();
    const run = (typed: object) => admin.post('/custom-apps/try', { definition, authMethod: 'login', fields: typed });
    const good = await run(fields);
    expect(good.body).toMatchObject({
      test: { token: 'ok', api: 'ok' },
      externalAccount: { label: expect.stringContaining(fields.username) },
      untestable: null,
    });
    const wrong = `wrong-${fields.password}`;
    const bad = await run({ ...fields, password: wrong });
    expect(bad.body).toMatchObject({ test: { token: 'failed' }, error: { code: 'invalid_auth' } });
    expect(good.text + bad.text).not.toContain(fields.password);
    expect(await count()).toEqual(before);
    const trail = await h.database.sql(`select * from audit_event where action = 'custom_app.tried'`);
    expect(trail).toHaveLength(2);
    expect(JSON.stringify(trail)).not.toContain(fields.password);
    expect((await run({})).body).toMatchObject({ code: 'invalid_fields' });
    const forMember = await member.post('/custom-apps/try', { definition, authMethod: 'login', fields });
    expect(forMember.body).toMatchObject({ code: 'forbidden' });
  });

  test('the address is held by the same guard as every other', async () => {
    const definition = {
      ...customDefinition('own-inside'),
      methods: [
        {
          key: 'key',
          kind: 'api_key',
          label: 'Key',
          baseUrl: 'https://169.254.169.254',
          inject: [{ in: 'header', name: 'authorization', value: 'Bearer {key}' }],
          fields: [{ key: 'key', label: 'Key', secret: true }],
          test: { kind: 'request', request: { url: '/' }, expect: { status: [200] } },
        },
      ],
    };
    const reply = await h.world.acme.admin.post('/custom-apps/try', {
      definition,
      authMethod: 'key',
      fields: { key: 'k' },
    });
    expect(reply.body).toMatchObject({
      test: { token: 'undecided', api: 'failed' },
      error: { code: 'host_not_allowed' },
    });
  });
});

test('the catalog that comes with the product takes no id of a custom app', async () => {
  const ids = await listed(h.world.systemAdmin);
  const [row] = await h.database.sql<{ ids: string[] }>('select array_agg(app_id) as ids from custom_app');
  expect(ids.filter((id) => /^(own|custom)-/.test(id) && !row?.ids.includes(id))).toEqual([]);
});
