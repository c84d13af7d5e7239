import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseId } from '@drawbridge/catalog';
import type { Client } from '../support/client.ts';
import { publish, requestPublication } from '../support/connecting.ts';
import { connectApp, defineApp } from '../support/custom-apps.ts';
import { customDefinition } from '../support/custom-definition.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { postgresAccount, type PostgresAccount } from '../support/targets.ts';

let h: Harness;
beforeAll(async () => {
  h = await startHarness({ background: false });
}, 60_000);
afterAll(() => h.stop());

const reason = 'Because of a test.';

interface Made {
  id: string;
  target: PostgresAccount;
}

async function connectTo(who: Client, appId: string): Promise<Made> {
  const target = await postgresAccount(h.database);
  return { id: await connectApp(h, who, appId, target), target };
}

const byOther = (body: object) => h.world.globex.workflow.post('/credentials/resolve', body);

test("a connection of a tenant's own app: reviewed with every address, then resolved, checked, rotated and revoked by its copy", async () => {
  const { acme, globex, systemAdmin } = h.world;
  const row = await defineApp(acme.admin, 'own-shared');
  const { id, target } = await connectTo(acme.admin, 'own-shared');
  const request = await requestPublication(acme.admin, id);
  const review = (await systemAdmin.get(`/publication-requests/${request}`)).body;
  expect(review.snapshot).toMatchObject({ appId: 'own-shared', appName: 'Warehouse' });
  expect(review.snapshot.customApp).toEqual({
    scope: 'tenant',
    version: 1,
    definitionDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
    destinations: [
      {
        address: 'postgres://{host}:{port} ({host}: any host; {port}: as typed)',
        purpose: 'requests',
        handed: ['credential'],
      },
    ],
    injections: ['login {username}:{password}'],
  });
  expect(JSON.stringify(review)).not.toContain(target.fields.password);
  const approved = await systemAdmin.post(`/publication-requests/${request}/approve`, { version: review.version });
  const copy: string = approved.body.globalConnectionId;
  const shown = (await globex.member.get(`/global-connections/${copy}`)).body;
  expect(shown).toMatchObject({ appName: 'Warehouse', customApp: { scope: 'tenant', version: 1 }, sourceTenant: null });
  expect((await byOther({ connectionId: copy })).body.fields).toMatchObject({ password: target.fields.password });
  expect((await systemAdmin.get(`/global-connections/${copy}/check`)).body.test).toMatchObject({ token: 'ok' });

  // What the tenant does to its app changes nothing for the copy: it goes by what was approved.
  const definition = customDefinition('own-shared', 'Other words.');
  const server = { host: '{host}', port: '{port}', database: 'nowhere', security: '{sslmode}' };
  const broken = { ...definition, methods: definition.methods.map((method) => ({ ...method, server })) };
  await acme.admin.post(`/custom-apps/${row}/versions`, { definition: broken });
  expect((await systemAdmin.get(`/global-connections/${copy}/check`)).body.test).toMatchObject({ token: 'ok' });
  const password = await target.changePassword();
  const { version } = (await systemAdmin.get(`/global-connections/${copy}`)).body;
  const rotated = await systemAdmin.post(`/global-connections/${copy}/rotate`, { fields: { password }, version });
  expect(rotated.body).toMatchObject({ rotated: true, test: { token: 'ok' } });
  expect((await byOther({ connectionId: copy })).body.fields).toMatchObject({ password });
  const app = await systemAdmin.get(`/global-connections/${copy}/app`);
  expect(app.body).toMatchObject({ id: 'own-shared', description: 'Orders of the warehouse.' });

  await systemAdmin.post(`/global-connections/${copy}/revoke`, { reason });
  expect((await byOther({ connectionId: copy })).body).toMatchObject({ code: 'connection_revoked' });
  expect((await globex.member.get(`/global-connections/${copy}`)).body).toMatchObject({ appName: 'Warehouse' });
  expect((await globex.member.get(`/global-connections/${copy}/app`)).body).toMatchObject({
    code: 'connection_revoked',
  });
});

test('a published app of a tenant is offered to nobody else, and is not taken for an app of the same id', async () => {
  const { acme, globex } = h.world;
  await defineApp(acme.admin, 'own-same');
  const { id, target } = await connectTo(acme.admin, 'own-same');
  const copy = await publish(h, acme.admin, id);
  const asked = await globex.admin.post('/connections', {
    appId: 'own-same',
    authMethod: 'login',
    name: 'Mine',
    fields: target.fields,
  });
  expect(asked.body).toMatchObject({ code: 'unknown_app' });
  expect((await globex.admin.get('/apps/own-same')).body).toMatchObject({ code: 'not_found' });
  // By the id of an app, a workflow means the one of its own tenant.
  expect((await byOther({ appId: 'own-same' })).body).toMatchObject({ code: 'no_connection' });
  const row = await defineApp(globex.admin, 'own-same');
  expect((await byOther({ appId: 'own-same' })).body).toMatchObject({ code: 'no_connection' });
  await globex.admin.post(`/custom-apps/${row}/withdraw`, { reason, connectionCount: 0 });
  expect((await globex.admin.get(`/global-connections/${copy}`)).body).toMatchObject({ rest: null });
  expect((await byOther({ connectionId: copy })).body.fields).toMatchObject({ password: target.fields.password });
  const own = await acme.workflow.post('/credentials/resolve', { appId: 'own-same' });
  expect(own.body).toMatchObject({ source: 'default' });
});

test('what is approved is what was reviewed: another version by then is asked for again', async () => {
  const { acme, systemAdmin } = h.world;
  const row = await defineApp(acme.admin, 'own-moving');
  const { id, target } = await connectTo(acme.admin, 'own-moving');
  const request = await requestPublication(acme.admin, id);
  await acme.admin.post(`/custom-apps/${row}/versions`, { definition: customDefinition('own-moving', 'New words.') });
  const password = await target.changePassword();
  const rotated = await acme.admin.post(`/connections/${id}/rotate`, { fields: { password } });
  expect(rotated.body).toMatchObject({ state: 'succeeded' });
  const approve = () => systemAdmin.post(`/publication-requests/${request}/approve`);
  expect((await approve()).body).toMatchObject({ code: 'stale_snapshot' });
  await acme.admin.post(`/publication-requests/${request}/withdraw`);
  const again = (await systemAdmin.get(`/publication-requests/${await requestPublication(acme.admin, id)}`)).body;
  expect(again.snapshot.customApp).toMatchObject({ version: 2 });
  // Nobody may change a version; where somebody did all the same, the digest of what was reviewed tells.
  await h.database.sql(
    `update custom_app_version set definition = jsonb_set(definition, '{description}', '"Changed."') where custom_app_id = $1 and number = 2`,
    [parseId('customApp', row)],
  );
  const changed = await systemAdmin.post(`/publication-requests/${again.id}/approve`);
  expect(changed.body).toMatchObject({ code: 'stale_snapshot' });
});

test('an app of the platform is published like any of the catalog', async () => {
  const { acme, systemAdmin } = h.world;
  await defineApp(systemAdmin, 'custom-shared');
  const { id, target } = await connectTo(acme.admin, 'custom-shared');
  const copy = await publish(h, acme.admin, id);
  expect((await systemAdmin.get(`/global-connections/${copy}`)).body).toMatchObject({
    appName: 'Warehouse',
    customApp: { scope: 'platform', version: 1 },
  });
  const byApp = await byOther({ appId: 'custom-shared' });
  expect(byApp.body).toMatchObject({ source: 'global', fields: { password: target.fields.password } });
  expect((await systemAdmin.get(`/global-connections/${copy}/check`)).body.test).toMatchObject({ token: 'ok' });
});
