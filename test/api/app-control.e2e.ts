import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { parseId } from '@drawbridge/catalog';
import { connect, publish, requestPublication, startAttempt } from '../support/connecting.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { postgresAccount } from '../support/targets.ts';

let h: Harness;
beforeAll(async () => {
  h = await startHarness({ background: false });
}, 60_000);
afterAll(() => h.stop());
afterEach(async () => {
  await h.database.sql('delete from app_rule');
});

const reason = 'The contract with the vendor ended.';
const message = `Blocked by your platform's administrators: ${reason}`;
const rule = (tenantId: string, appId = 'postgresql') => `/tenants/${tenantId}/apps/${appId}`;
const block = (tenantId = h.world.acme.id, appId = 'postgresql') =>
  h.world.systemAdmin.put(rule(tenantId, appId), { blocked: true, reason });
const allow = (tenantId = h.world.acme.id) =>
  h.world.systemAdmin.put(rule(tenantId), { blocked: false, reason: 'Renewed.' });
let made = 0;
const account = () => postgresAccount(h.database);
const fresh = async () => connect(h.world.acme.admin, await account(), `Orders ${(made += 1)}`);
const refused = { status: 422, code: 'app_blocked', detail: message };
const listed = async (who = h.world.acme.admin) =>
  ((await who.get('/apps?limit=500')).body.items as { id: string }[]).map((app) => app.id);

describe('who may decide', () => {
  test('nobody but a system admin blocks; compliance may look', async () => {
    const { acme, compliance } = h.world;
    expect((await h.anonymous.put(rule(acme.id), { blocked: true, reason })).status).toBe(401);
    for (const who of [acme.admin, acme.member, compliance])
      expect((await who.put(rule(acme.id), { blocked: true, reason })).body).toMatchObject({ code: 'forbidden' });
    expect((await acme.admin.get(`/tenants/${acme.id}/apps`)).body).toMatchObject({ code: 'forbidden' });
    expect((await compliance.get(`/tenants/${acme.id}/apps`)).status).toBe(200);
  });

  test('an unknown tenant or app is not found, and a block says why', async () => {
    const { acme, systemAdmin } = h.world;
    expect((await block('ten_00000000000000000000000000')).body).toMatchObject({ code: 'not_found' });
    expect((await block(acme.id, 'no-such-app')).body).toMatchObject({ code: 'not_found' });
    expect((await systemAdmin.put('/apps/no-such-app/rule', { blocked: true, reason })).body).toMatchObject({
      code: 'not_found',
    });
    const silent = await systemAdmin.put(rule(acme.id), { blocked: true, reason: '  ' });
    expect(silent.body).toMatchObject({ code: 'invalid_input', errors: [{ pointer: '/reason' }] });
  });
});

describe('what a system admin sees', () => {
  test('how many connections it concerns beforehand, and who blocked it afterwards', async () => {
    const { acme, globex, systemAdmin } = h.world;
    const revoked = await fresh();
    await fresh();
    await acme.admin.post(`/connections/${revoked}/revoke`, { reason: 'Not needed.' });
    const [row] = await h.database.sql<{ count: string }>(
      `select count(*) as count from connection where tenant_id = $1 and state <> 'revoked'`,
      [parseId('tenant', acme.id)],
    );
    const before = await systemAdmin.get(`/tenants/${acme.id}/apps?q=postgres`);
    expect(before.body.items).toEqual([
      {
        id: 'postgresql',
        name: 'PostgreSQL',
        category: 'database',
        connectionCount: Number(row?.count),
        blocked: null,
      },
    ]);
    expect((await block()).body.blocked).toEqual({
      scope: 'tenant',
      reason,
      by: { id: systemAdmin.id, name: systemAdmin.name },
      at: expect.any(String),
    });
    const only = await systemAdmin.get(`/tenants/${acme.id}/apps?state=blocked`);
    expect(only.body.items.map((app: { id: string }) => app.id)).toEqual(['postgresql']);
    const used = await systemAdmin.get(`/tenants/${acme.id}/apps?state=in_use`);
    expect(used.body.items.map((app: { id: string }) => app.id)).toEqual(['postgresql']);
    expect((await systemAdmin.get(`/tenants/${globex.id}/apps?state=blocked`)).body.items).toEqual([]);
  });

  test('page after page of the whole catalog, each app once', async () => {
    const path = `/tenants/${h.world.acme.id}/apps?limit=100`;
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await h.world.systemAdmin.get(cursor === '' ? path : `${path}&cursor=${cursor}`);
      seen.push(...(page.body.items as { id: string }[]).map((app) => app.id));
      cursor = page.body.nextCursor as string | null;
    }
    expect(seen.length).toBeGreaterThan(100);
    expect(seen).toEqual(await listed(h.world.systemAdmin));
  });

  test('each decision is in the audit trail of the tenant, once', async () => {
    const { acme, systemAdmin } = h.world;
    await block();
    await block();
    await allow();
    await allow();
    const trail = await acme.admin.get('/audit-events?targetId=postgresql&limit=2');
    expect(trail.body.items).toMatchObject([
      { action: 'app.allowed', reason: 'Renewed.', changes: { blocked: { before: true, after: false } } },
      { action: 'app.blocked', reason, target: { type: 'app', id: 'postgresql', name: 'PostgreSQL' } },
    ]);
    expect(trail.body.items[1].actor.id).toBe(systemAdmin.id);
    const [count] = await h.database.sql<{ count: string }>(
      `select count(*) as count from audit_event where action = 'app.allowed' and tenant_id = $1`,
      [parseId('tenant', acme.id)],
    );
    expect(Number(count?.count)).toBe(1);
  });

  test('another reason takes the place of the one before', async () => {
    await block();
    await h.world.systemAdmin.put(rule(h.world.acme.id), { blocked: true, reason: 'Another.' });
    expect(await h.database.sql('select reason from app_rule')).toEqual([{ reason: 'Another.' }]);
  });
});

describe('in the tenant', () => {
  test('a blocked app vanishes from the catalog of that tenant alone, and comes back', async () => {
    const { acme, globex, systemAdmin } = h.world;
    await block();
    expect(await listed()).not.toContain('postgresql');
    expect(await listed(acme.member)).not.toContain('postgresql');
    expect(await listed(globex.admin)).toContain('postgresql');
    expect(await listed(systemAdmin)).toContain('postgresql');
    const page = (await acme.member.get('/apps/postgresql')).body;
    expect(page).toMatchObject({ rest: { kind: 'blocked', scope: 'tenant', reason, message } });
    await allow();
    expect(await listed()).toContain('postgresql');
  });

  test('nothing new is connected: neither a new attempt nor one that was under way', async () => {
    const { admin } = h.world.acme;
    const { fields } = await account();
    const attempt = await startAttempt(admin, await account(), `Under way ${(made += 1)}`);
    await block();
    const reply = await admin.post('/connections', { appId: 'postgresql', authMethod: 'login', name: 'No', fields });
    expect(reply.body).toMatchObject(refused);
    expect((await admin.get(`/connections/${attempt}/test`)).body).toMatchObject(refused);
    await allow();
    expect((await admin.get(`/connections/${attempt}/test`)).body).toMatchObject({ state: 'succeeded' });
  });

  test('connections rest and say why, in the list, on their page, and to workflows', async () => {
    const { admin, workflow } = h.world.acme;
    const id = await fresh();
    expect((await admin.get(`/connections/${id}`)).body.rest).toBeNull();
    await block();
    const rest = { kind: 'blocked', scope: 'tenant', reason, message };
    expect((await admin.get(`/connections/${id}`)).body).toMatchObject({ state: 'active', rest });
    const list = (await admin.get('/connections')).body.items as { id: string }[];
    expect(list.find((row) => row.id === id)).toMatchObject({ rest });
    expect((await workflow.post('/credentials/resolve', { connectionId: id })).body).toMatchObject(refused);
    expect((await workflow.post('/credentials/resolve', { appId: 'postgresql' })).body).toMatchObject(refused);
    const inline = await workflow.post('/credentials/resolve', { appId: 'postgresql', fields: { password: 'p' } });
    expect(inline.body).toMatchObject(refused);
    await allow();
    expect((await workflow.post('/credentials/resolve', { connectionId: id })).body).toMatchObject({ source: 'named' });
  });

  test('they are neither checked, nor reauthorized, nor published', async () => {
    const { admin } = h.world.acme;
    const id = await fresh();
    await block();
    expect((await admin.get(`/connections/${id}/check`)).body).toMatchObject(refused);
    const again = await admin.post(`/connections/${id}/reauthorize`, { fields: { password: 'p' } });
    expect(again.body).toMatchObject(refused);
    const asked = await admin.post('/publication-requests', { connectionId: id, justification: 'For all.' });
    expect(asked.body).toMatchObject(refused);
    await allow();
    await requestPublication(admin, id);
  });

  test('a credential that leaked is still replaced, and a connection still revoked', async () => {
    const { admin } = h.world.acme;
    const target = await account();
    const id = await connect(admin, target, `Orders ${(made += 1)}`);
    await block();
    const password = await target.changePassword();
    const rotated = await admin.post(`/connections/${id}/rotate`, { fields: { password } });
    expect(rotated.body).toMatchObject({ state: 'succeeded' });
    const revoked = await admin.post(`/connections/${id}/revoke`, { reason: 'Over.' });
    expect(revoked.body).toMatchObject({ connection: { state: 'revoked' } });
  });

  test('a published copy of a blocked app is out of reach for that tenant alone', async () => {
    const { acme, globex } = h.world;
    const copy = await publish(h, globex.admin, await connect(globex.admin, await account(), 'Shared orders'));
    await block();
    const ask = (who = acme.workflow) => who.post('/credentials/resolve', { connectionId: copy });
    expect((await ask()).body).toMatchObject(refused);
    expect((await ask(globex.workflow)).body).toMatchObject({ source: 'global' });
    expect((await acme.admin.get(`/global-connections/${copy}`)).body).toMatchObject({ rest: { message } });
    expect((await globex.admin.get(`/global-connections/${copy}`)).body).toMatchObject({ rest: null });
  });
});

describe('for every tenant', () => {
  test('one decision holds for all, and counts beforehand what it concerns', async () => {
    const { acme, globex, systemAdmin } = h.world;
    const id = await fresh();
    const before = (await systemAdmin.get('/apps/postgresql/rule')).body;
    const [row] = await h.database.sql<{ count: string; tenants: string }>(
      `select count(*) as count, count(distinct tenant_id) as tenants from connection where state <> 'revoked'`,
    );
    expect(before).toMatchObject({
      connectionCount: Number(row?.count),
      tenantCount: Number(row?.tenants),
      blocked: null,
    });
    const reply = await systemAdmin.put('/apps/postgresql/rule', { blocked: true, reason });
    expect(reply.body).toMatchObject({ blocked: { scope: 'platform', reason } });
    for (const who of [acme.admin, globex.admin]) expect(await listed(who)).not.toContain('postgresql');
    const resolve = await acme.workflow.post('/credentials/resolve', { connectionId: id });
    expect(resolve.body).toMatchObject(refused);
    expect((await systemAdmin.get('/apps/postgresql')).body).toMatchObject({ rest: { scope: 'platform' } });
    // Allowing it for one tenant does not lift what holds for all.
    expect((await allow()).body).toMatchObject({ blocked: { scope: 'platform' } });
    await systemAdmin.put('/apps/postgresql/rule', { blocked: false, reason: 'Renewed.' });
    expect(await listed()).toContain('postgresql');
  });

  test("a tenant's own block stays when the one of every tenant is lifted", async () => {
    const { acme, systemAdmin } = h.world;
    await block();
    await systemAdmin.put('/apps/postgresql/rule', { blocked: true, reason: 'For all.' });
    expect((await systemAdmin.get('/apps/postgresql/rule')).body.blockedTenants).toEqual([
      { id: acme.id, name: acme.name },
    ]);
    await systemAdmin.put('/apps/postgresql/rule', { blocked: false, reason: 'Renewed.' });
    expect((await acme.admin.get('/apps/postgresql')).body).toMatchObject({ rest: { scope: 'tenant', reason } });
  });
});

test('the database lets a tenant read its rules, and write none but the withdrawal of its own apps', async () => {
  await block();
  const [who] = await h.database.sql<{ write: boolean }>(
    `select has_table_privilege('drawbridge_app', 'app_rule', 'update') as write`,
  );
  expect(who?.write).toBe(false);
  const policies = await h.database.sql<{ name: string; command: string; rule: string }>(
    `select policyname as name, cmd as command, coalesce(with_check, qual) as rule from pg_policies where tablename = 'app_rule' and policyname <> 'system' order by 1`,
  );
  expect(policies).toMatchObject([
    { name: 'of_platform', command: 'SELECT' },
    { name: 'restore', command: 'DELETE', rule: expect.stringMatching(/withdrawn.*own-%/) },
    { name: 'tenant', command: 'SELECT' },
    { name: 'withdraw', command: 'INSERT', rule: expect.stringMatching(/withdrawn.*own-%/) },
  ]);
});
