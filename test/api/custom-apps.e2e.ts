import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Client } from '../support/client.ts';
import { connectApp, defineApp, freshAppId, listedApps } from '../support/custom-apps.ts';
import { customDefinition } from '../support/custom-definition.ts';
import { startHarness, type Harness } from '../support/harness.ts';

let h: Harness;
beforeAll(async () => {
  h = await startHarness({ background: false });
}, 60_000);
afterAll(() => h.stop());

const reason = 'Because of a test.';

describe('an app of a tenant', () => {
  test('is connected, tested, used and shown like one of the catalog', async () => {
    const { admin, member, workflow } = h.world.acme;
    const appId = freshAppId();
    const reply = await admin.post('/custom-apps', { definition: customDefinition(appId), note: 'The first.' });
    expect(reply.body).toMatchObject({
      appId,
      name: 'Warehouse',
      scope: 'tenant',
      offeredVersion: 1,
      withdrawnAt: null,
    });
    expect(await listedApps(member)).toContain(appId);
    expect((await member.get(`/apps/${appId}`)).body).toMatchObject({
      confirmed: false,
      factsSources: ['defined here'],
    });
    const id = await connectApp(h, member, appId);
    expect((await member.get(`/connections/${id}`)).body).toMatchObject({ appId, appName: 'Warehouse', appVersion: 1 });
    expect((await member.get(`/connections/${id}/check`)).body.test).toMatchObject({ token: 'ok', api: 'ok' });
    expect((await workflow.post('/credentials/resolve', { appId })).body).toMatchObject({ source: 'default', appId });
  });

  test('does not exist for another tenant, nor for the platform to change', async () => {
    const { acme, globex, systemAdmin, compliance } = h.world;
    const appId = freshAppId();
    const row = await defineApp(acme.admin, appId);
    expect(await listedApps(globex.admin)).not.toContain(appId);
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
    await defineApp(globex.admin, appId);
    await connectApp(h, globex.admin, appId);
    expect((await acme.admin.get(`/custom-apps/${row}`)).body).toMatchObject({ connectionCount: 0 });
  });

  test('is for administrators to define, with an id of its own', async () => {
    const { admin, member } = h.world.acme;
    const post = (who: Client, id: string) => who.post('/custom-apps', { definition: customDefinition(id) });
    expect((await post(member, freshAppId())).body).toMatchObject({ code: 'forbidden' });
    for (const id of ['postgresql', freshAppId('custom')])
      expect((await post(admin, id)).body).toMatchObject({
        status: 422,
        code: 'invalid_definition',
        errors: [{ pointer: '/definition/id' }],
      });
    const appId = freshAppId();
    await defineApp(admin, appId);
    expect((await post(admin, appId)).body).toMatchObject({ status: 409, code: 'already_exists' });
  });
});

describe('an app of the platform', () => {
  test('is there for every tenant, and for none to change', async () => {
    const { acme, globex, systemAdmin } = h.world;
    const appId = freshAppId('custom');
    const row = await defineApp(systemAdmin, appId);
    for (const who of [acme.admin, globex.member]) expect(await listedApps(who)).toContain(appId);
    await connectApp(h, acme.admin, appId);
    await connectApp(h, globex.admin, appId);
    expect((await systemAdmin.get(`/custom-apps/${row}`)).body).toMatchObject({
      scope: 'platform',
      connectionCount: 2,
    });
    const change = await acme.admin.post(`/custom-apps/${row}/versions`, { definition: customDefinition(appId) });
    expect(['not_found', 'forbidden']).toContain(change.body.code);
  });
});

test('the catalog that comes with the product takes no id of a custom app', async () => {
  const ids = await listedApps(h.world.systemAdmin);
  const [row] = await h.database.sql<{ ids: string[] }>('select array_agg(app_id) as ids from custom_app');
  expect(ids.filter((id) => /^(own|custom)-/.test(id) && !row?.ids.includes(id))).toEqual([]);
});
