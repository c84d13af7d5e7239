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
    await admin.post(`/custom-apps/${row}/versions`, { definition: customDefinition(appId, 'Other words.') });
    await admin.post(`/custom-apps/${row}/retire`, { number: 2, reason });
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
});
