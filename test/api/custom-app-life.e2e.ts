import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { appVersionOf, connectApp, defineApp, freshAppId, listedApps } from '../support/custom-apps.ts';
import { customDefinition } from '../support/custom-definition.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { postgresAccount } from '../support/targets.ts';

let h: Harness;
beforeAll(async () => {
  h = await startHarness({ background: false });
}, 60_000);
afterAll(() => h.stop());

const reason = 'Because of a test.';

describe('versions', () => {
  test('a connection keeps the version it was made with until it is rotated', async () => {
    const { admin } = h.world.acme;
    const appId = freshAppId();
    const row = await defineApp(admin, appId);
    const target = await postgresAccount(h.database);
    const id = await connectApp(h, admin, appId, target);
    // Under this version every login would fail: it speaks to another database.
    const definition = customDefinition(appId, 'Other words.');
    const server = { host: '{host}', port: '{port}', database: 'nowhere', security: '{sslmode}' };
    const broken = { ...definition, methods: definition.methods.map((method) => ({ ...method, server })) };
    const added = await admin.post(`/custom-apps/${row}/versions`, { definition: broken, note: 'Elsewhere.' });
    expect(added.body).toMatchObject({ offeredVersion: 2 });
    expect((await admin.get(`/connections/${id}/check`)).body.test).toMatchObject({ token: 'ok', api: 'ok' });
    expect(await appVersionOf(h, id)).toBe(1);
    const refused = await admin.post(`/connections/${id}/rotate`, { fields: { password: target.fields.password } });
    expect(refused.body).not.toMatchObject({ state: 'succeeded' });
    expect(await appVersionOf(h, id)).toBe(1);
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
    expect(await appVersionOf(h, id)).toBe(3);
  });

  test('a retired version makes nothing new; the last one is not retired; the id stays', async () => {
    const { admin } = h.world.acme;
    const appId = freshAppId();
    const row = await defineApp(admin, appId);
    const only = await admin.post(`/custom-apps/${row}/retire`, { number: 1, reason });
    expect(only.body).toMatchObject({ code: 'invalid_input', errors: [{ pointer: '/number' }] });
    const other = await admin.post(`/custom-apps/${row}/versions`, { definition: customDefinition(freshAppId()) });
    expect(other.body).toMatchObject({ code: 'invalid_input', errors: [{ pointer: '/definition/id' }] });
    const renamed = { ...customDefinition(appId), name: 'Depot' };
    expect((await admin.post(`/custom-apps/${row}/versions`, { definition: renamed })).body).toMatchObject({
      name: 'Depot',
    });
    const retired = await admin.post(`/custom-apps/${row}/retire`, { number: 2, reason });
    expect(retired.body).toMatchObject({ name: 'Warehouse', offeredVersion: 1 });
    expect(await appVersionOf(h, await connectApp(h, admin, appId))).toBe(1);
    const stale = await admin.post(`/custom-apps/${row}/versions`, { definition: customDefinition(appId), version: 1 });
    expect(stale.body).toMatchObject({ code: 'stale_version' });
  });
});

describe('withdrawing', () => {
  test('is for somebody who knows how many connections rest from then on', async () => {
    const { admin, member, workflow } = h.world.acme;
    const appId = freshAppId();
    const row = await defineApp(admin, appId);
    const id = await connectApp(h, admin, appId);
    const withdraw = (connectionCount: number) =>
      admin.post(`/custom-apps/${row}/withdraw`, { reason: 'The warehouse closed.', connectionCount });
    expect((await withdraw(0)).body).toMatchObject({
      code: 'stale_version',
      detail: '1 connections would come to rest, not 0.',
    });
    expect((await withdraw(1)).body).toMatchObject({ withdrawReason: 'The warehouse closed.' });
    const message = 'Withdrawn by your administrators: The warehouse closed.';
    expect(await listedApps(member)).not.toContain(appId);
    expect((await member.get(`/connections/${id}`)).body).toMatchObject({ rest: { kind: 'withdrawn', message } });
    expect((await workflow.post('/credentials/resolve', { connectionId: id })).body).toMatchObject({
      code: 'app_blocked',
      detail: message,
    });
    expect((await withdraw(1)).body).toMatchObject({ code: 'invalid_transition' });
    expect((await admin.post(`/connections/${id}/revoke`, { reason })).status).toBe(200);
  });

  test('is undone as a whole: connections come back as they were', async () => {
    const { admin, member, workflow } = h.world.acme;
    const appId = freshAppId();
    const row = await defineApp(admin, appId);
    const [used, revoked] = [await connectApp(h, admin, appId), await connectApp(h, admin, appId)];
    await admin.post(`/connections/${revoked}/revoke`, { reason });
    const shown = async () => (await member.get(`/connections/${used}`)).body as object;
    const before = await shown();
    const restore = (who = admin, more = {}) => who.post(`/custom-apps/${row}/restore`, { reason, ...more });
    expect((await restore()).body).toMatchObject({ status: 409, code: 'invalid_transition' });
    const withdrawn = await admin.post(`/custom-apps/${row}/withdraw`, { reason, connectionCount: 1 });
    expect(await shown()).not.toEqual(before);
    expect((await restore(member)).body).toMatchObject({ code: 'forbidden' });
    expect((await restore(h.world.globex.admin)).body).toMatchObject({ code: 'not_found' });
    expect((await restore(h.world.systemAdmin)).body).toMatchObject({ code: 'not_found' });
    expect((await restore(admin, { version: 1 })).body).toMatchObject({ code: 'stale_version' });
    const back = await restore(admin, { version: (withdrawn.body as { version: number }).version });
    expect(back.body).toMatchObject({ withdrawnAt: null, withdrawReason: null, connectionCount: 1 });
    expect(await shown()).toEqual(before);
    expect((await admin.get(`/connections/${revoked}`)).body).toMatchObject({ state: 'revoked', rest: null });
    expect(await listedApps(member)).toContain(appId);
    expect((await workflow.post('/credentials/resolve', { connectionId: used })).body).toMatchObject({ appId });
    await connectApp(h, member, appId);
  });

  test('of an app of the platform is undone by the platform alone', async () => {
    const { acme, systemAdmin } = h.world;
    const appId = freshAppId('custom');
    const row = await defineApp(systemAdmin, appId);
    const id = await connectApp(h, acme.admin, appId);
    await systemAdmin.post(`/custom-apps/${row}/withdraw`, { reason, connectionCount: 1 });
    expect((await acme.admin.get(`/connections/${id}`)).body.rest).toMatchObject({
      kind: 'withdrawn',
      scope: 'platform',
    });
    expect((await acme.admin.post(`/custom-apps/${row}/restore`, { reason })).body.code).toMatch(/not_found|forbidden/);
    expect((await systemAdmin.post(`/custom-apps/${row}/restore`, { reason })).status).toBe(200);
    expect((await acme.admin.get(`/connections/${id}`)).body).toMatchObject({ rest: null });
  });
});
