import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Client } from '../support/client.ts';
import { connectApp, defineApp, freshAppId, listedApps } from '../support/custom-apps.ts';
import { customDefinition } from '../support/custom-definition.ts';
import { seedConnection } from '../support/due-credentials.ts';
import { startHarness, type Harness } from '../support/harness.ts';

let h: Harness;
beforeAll(async () => {
  h = await startHarness({ background: false });
}, 60_000);
afterAll(() => h.stop());

const reason = 'The contract with the vendor ended.';

describe('a custom app of the platform', () => {
  test('is blocked and allowed for one tenant like one of the catalog', async () => {
    const { acme, globex, systemAdmin, compliance } = h.world;
    const appId = freshAppId('custom');
    await defineApp(systemAdmin, appId, { name: 'House Wiki' });
    const [mine, theirs] = [await connectApp(h, acme.admin, appId), await connectApp(h, globex.admin, appId)];
    const rule = `/tenants/${acme.id}/apps/${appId}`;
    const found = async (query: string, tenant = acme.id, who = systemAdmin) =>
      (await who.get(`/tenants/${tenant}/apps?${query}`)).body.items as object[];
    const line = { id: appId, name: 'House Wiki', category: 'database', connectionCount: 1, blocked: null };
    expect(await found('q=house wiki')).toEqual([line]);
    expect(await found('state=in_use', acme.id, compliance)).toEqual([line]);
    expect((await acme.admin.put(rule, { blocked: true, reason })).body).toMatchObject({ code: 'forbidden' });

    const blocked = await systemAdmin.put(rule, { blocked: true, reason });
    expect(blocked.body).toMatchObject({ ...line, blocked: { scope: 'tenant', reason } });
    expect(await found('state=blocked')).toMatchObject([{ id: appId }]);
    expect(await found('state=blocked', globex.id)).toEqual([]);
    expect(await listedApps(acme.member)).not.toContain(appId);
    expect(await listedApps(globex.member)).toContain(appId);
    const message = `Blocked by your platform's administrators: ${reason}`;
    expect((await acme.member.get(`/connections/${mine}`)).body).toMatchObject({ rest: { kind: 'blocked', message } });
    expect((await acme.member.get(`/apps/${appId}`)).body).toMatchObject({ rest: { message } });
    expect((await acme.workflow.post('/credentials/resolve', { connectionId: mine })).body).toMatchObject({
      code: 'app_blocked',
      detail: message,
    });
    const fields = { host: 'db.example.com', port: '5432', database: 'd', username: 'u', password: 'p' };
    const another = await acme.admin.post('/connections', { appId, authMethod: 'login', name: 'Another', fields });
    expect(another.body).toMatchObject({ code: 'app_blocked' });
    expect((await globex.workflow.post('/credentials/resolve', { connectionId: theirs })).status).toBe(200);

    expect((await systemAdmin.put(rule, { blocked: false, reason })).body).toEqual(line);
    expect((await acme.member.get(`/connections/${mine}`)).body).toMatchObject({ rest: null });
    expect(await listedApps(acme.member)).toContain(appId);
    const told = await h.database.sql(
      `select action, target_name from audit_event where target_id = $1 and action like 'app.%' order by seq`,
      [appId],
    );
    expect(told).toEqual([
      { action: 'app.blocked', target_name: 'House Wiki' },
      { action: 'app.allowed', target_name: 'House Wiki' },
    ]);
  });

  test('is blocked for every tenant; a block outlives a withdrawal', async () => {
    const { acme, systemAdmin } = h.world;
    const appId = freshAppId('custom');
    const row = await defineApp(systemAdmin, appId);
    const id = await connectApp(h, acme.admin, appId);
    const all = await systemAdmin.put(`/apps/${appId}/rule`, { blocked: true, reason });
    expect(all.body).toMatchObject({ appId, name: 'Warehouse', connectionCount: 1, blocked: { scope: 'platform' } });
    await systemAdmin.post(`/custom-apps/${row}/withdraw`, { reason: 'Old.', connectionCount: 1 });
    const offered = await systemAdmin.get(`/tenants/${acme.id}/apps?q=${appId}`);
    expect(offered.body.items).toEqual([]);
    await systemAdmin.post(`/custom-apps/${row}/restore`, { reason: 'Needed.' });
    expect((await acme.admin.get(`/connections/${id}`)).body).toMatchObject({ rest: { kind: 'blocked', reason } });
    await systemAdmin.put(`/apps/${appId}/rule`, { blocked: false, reason });
    expect((await acme.admin.get(`/connections/${id}`)).body).toMatchObject({ rest: null });
  });
});

test("a tenant's own app is no platform's to block", async () => {
  const { acme, systemAdmin } = h.world;
  const appId = freshAppId();
  await defineApp(acme.admin, appId);
  for (const path of [`/tenants/${acme.id}/apps/${appId}`, `/apps/${appId}/rule`])
    expect((await systemAdmin.put(path, { blocked: true, reason })).body).toMatchObject({ code: 'not_found' });
  expect((await systemAdmin.get(`/tenants/${acme.id}/apps?q=${appId}`)).body.items).toEqual([]);
});

describe('rotation policies for a custom app', () => {
  const period = async (who: Client, appId: string) => {
    const { items } = (await who.get(`/rotation/due?withinDays=730&appId=${appId}`)).body as {
      items: { periodDays: number; source: string; credentialSetAt: string; dueAt: string }[];
    };
    return items.map(({ periodDays, source, credentialSetAt, dueAt }) => {
      const days = (Date.parse(dueAt) - Date.parse(credentialSetAt)) / 86_400_000;
      expect(days).toBe(periodDays);
      return [days, source];
    });
  };

  test("move the due dates of its connections: the tenant's before the platform's", async () => {
    const { acme, globex, systemAdmin } = h.world;
    const appId = freshAppId('custom');
    await defineApp(systemAdmin, appId);
    await seedConnection(h.database, acme, { name: `A ${appId}`, set: '10 days', appId });
    await seedConnection(h.database, globex, { name: `B ${appId}`, set: '10 days', appId });
    const put = (who: Client, days?: number) => who.put('/rotation/policies', { appId, ...(days && { days }) });
    expect((await put(systemAdmin, 40)).status).toBe(200);
    expect(await period(acme.admin, appId)).toEqual([[40, 'Platform policy for this app']]);
    expect((await put(acme.admin, 20)).status).toBe(200);
    expect(await period(acme.admin, appId)).toEqual([[20, 'Tenant policy for this app']]);
    expect(await period(globex.admin, appId)).toEqual([[40, 'Platform policy for this app']]);
    await put(acme.admin);
    expect(await period(acme.admin, appId)).toEqual([[40, 'Platform policy for this app']]);
  });

  test('of a tenant concern its own app alone, also where another gave one the same id', async () => {
    const { acme, globex, systemAdmin } = h.world;
    const appId = freshAppId();
    await defineApp(acme.admin, appId);
    const days = { appId, days: 15 };
    for (const who of [globex.admin, systemAdmin])
      expect((await who.put('/rotation/policies', days)).body).toMatchObject({
        code: 'unknown_app',
        errors: [{ pointer: '/appId' }],
      });
    await defineApp(globex.admin, appId);
    await seedConnection(h.database, acme, { name: 'Mine', set: '10 days', appId });
    await seedConnection(h.database, globex, { name: 'Theirs', set: '10 days', appId });
    expect((await acme.admin.put('/rotation/policies', days)).status).toBe(200);
    expect(await period(acme.admin, appId)).toEqual([[15, 'Tenant policy for this app']]);
    expect(await period(globex.admin, appId)).toEqual([[90, 'Platform policy for this kind of credential']]);
    await connectApp(h, acme.admin, appId);
    expect(await period(acme.admin, appId)).toHaveLength(2);
  });
});

test('lists are searched by custom apps too: by those that rest, and by platform roles by those of every tenant', async () => {
  const { acme, globex, compliance } = h.world;
  const appId = freshAppId();
  const row = await defineApp(acme.admin, appId, { name: 'Acme Depot' });
  await globex.admin.post('/custom-apps', { definition: { ...customDefinition(appId), name: 'Globex Store' } });
  await acme.admin.post(`/custom-apps/${row}/withdraw`, { reason, connectionCount: 0 });
  const named = async (who: Client, query: string) =>
    ((await who.get(`/apps?limit=500${query}`)).body.items as { id: string; name: string }[]).find(
      (app) => app.id === appId,
    )?.name;
  expect(await named(acme.member, '')).toBeUndefined();
  expect(await named(acme.member, '&all=true')).toBe('Acme Depot');
  expect(await named(globex.member, '&all=true')).toBe('Globex Store');
  expect(await named(compliance, '')).toBeUndefined();
  expect(await named(compliance, '&all=true')).toBe('Acme Depot (Acme), Globex Store (Globex)');
});
