import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { seedConnection, seedCopy } from '../support/due-credentials.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { stopGently } from '../support/stop-gently.ts';
import type { Actor } from '../support/world.ts';

let h: Harness;
beforeAll(async () => {
  h = await startHarness();
}, 60_000);
afterAll(() => stopGently(h));
beforeEach(async () => {
  for (const table of ['reminder', 'reminder_run', 'notification', 'global_connection'])
    await h.database.sql(`delete from ${table}`);
  await h.database.sql(`delete from rotation_policy where tenant_id is not null or app_id is not null`);
  await h.database.sql(`update rotation_policy set days = 90`);
  await h.database.sql('delete from connection');
});

const names = (body: { items: { name: string }[] }) => body.items.map(({ name }) => name);

describe('what is due', () => {
  test('nobody sees it without signing in, and no workflow key does', async () => {
    expect((await h.anonymous.get('/rotation/due')).status).toBe(401);
    expect((await h.world.acme.workflow.get('/rotation/due')).status).toBe(403);
  });

  test('an unknown status, a broken cursor and an unknown filter are refused', async () => {
    const { admin } = h.world.acme;
    expect((await admin.get('/rotation/due?status=late')).status).toBe(400);
    expect((await admin.get('/rotation/due?cursor=abc')).status).toBe(400);
    const odd = Buffer.from(JSON.stringify(['99999999999999999999', 'x'])).toString('base64url');
    expect((await admin.get(`/rotation/due?cursor=${odd}`)).status).toBe(400);
    expect((await admin.get('/rotation/due?owner=me')).status).toBe(400);
  });

  test('each role sees its own scope, the most urgent first', async () => {
    const { acme, globex, systemAdmin, compliance } = h.world;
    const due = await seedConnection(h.database, acme, { name: 'Late', set: '95 days' });
    await seedConnection(h.database, acme, { name: 'Soon', set: '80 days', ownerId: acme.admin.id });
    await seedConnection(h.database, acme, { name: 'Fresh', set: '1 day' });
    await seedConnection(h.database, acme, { name: 'Gone', set: '200 days', state: 'revoked' });
    await seedConnection(h.database, globex, { name: 'Theirs', set: '85 days' });
    await seedCopy(h.database, globex, { name: 'Copy', set: '89 days' });

    const seen = await acme.admin.get('/rotation/due');
    expect(seen.status).toBe(200);
    expect(names(seen.body)).toEqual(['Late', 'Soon']);
    expect(seen.body.items[0]).toMatchObject({
      id: due.id,
      kind: 'connection',
      appId: 'stripe',
      appName: 'Stripe',
      tenant: { id: acme.id, name: 'Acme' },
      owner: { id: acme.member.id, name: 'Acme Member' },
      daysLeft: -5,
      status: 'overdue',
      periodDays: 90,
      source: 'Platform policy for this kind of credential',
      lastReminder: null,
    });
    expect(seen.body.items[1]).toMatchObject({ daysLeft: 10, status: 'soon' });
    expect(names((await acme.member.get('/rotation/due')).body)).toEqual(['Late']);
    for (const platform of [systemAdmin, compliance])
      expect(names((await platform.get('/rotation/due')).body)).toEqual(['Late', 'Copy', 'Theirs', 'Soon']);
    const copy = (await systemAdmin.get('/rotation/due?withinDays=3')).body.items[1];
    expect(copy).toMatchObject({ kind: 'global_connection', tenant: null, owner: null });
  });

  test('it is filtered by status, days, app and tenant', async () => {
    const { acme, globex, systemAdmin } = h.world;
    await seedConnection(h.database, acme, { name: 'Late', set: '95 days' });
    await seedConnection(h.database, acme, { name: 'Soon', set: '80 days', appId: 'slack' });
    await seedConnection(h.database, acme, { name: 'Later', set: '40 days' });
    await seedCopy(h.database, globex, { name: 'Copy', set: '95 days' });
    const asked = async (actor: Actor, query: string) => names((await actor.get(`/rotation/due?${query}`)).body);
    expect(await asked(acme.admin, 'status=overdue')).toEqual(['Late']);
    expect(await asked(acme.admin, 'status=soon')).toEqual(['Soon']);
    expect(await asked(acme.admin, 'withinDays=60')).toEqual(['Late', 'Soon', 'Later']);
    expect(await asked(acme.admin, 'withinDays=60&appId=slack')).toEqual(['Soon']);
    expect(await asked(acme.admin, `tenantId=${globex.id}`)).toEqual([]);
    expect(await asked(systemAdmin, `tenantId=${acme.id}&status=overdue`)).toEqual(['Late']);
    expect(await asked(systemAdmin, 'status=overdue')).toHaveLength(2);
  });

  test('pages hold every row once, also at the same moment', async () => {
    const { acme, systemAdmin } = h.world;
    await seedConnection(h.database, acme, { name: 'n0', set: '80 days' });
    for (let i = 1; i < 5; i++) await seedConnection(h.database, acme, { name: `n${i}`, set: '90 days' });
    for (let i = 5; i < 8; i++) await seedCopy(h.database, acme, { name: `n${i}`, set: '90 days' });
    await h.database.sql(`update connection set credential_set_at = timestamptz '2026-01-01 00:00:00.123456Z'`);
    await h.database.sql(`update global_connection set credential_set_at = timestamptz '2026-01-01 00:00:00.123456Z'`);
    const found: string[] = [];
    let cursor = '';
    do {
      const { body } = await systemAdmin.get(`/rotation/due?limit=3&withinDays=730${cursor}`);
      found.push(...names(body));
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');
    expect(found.sort()).toEqual(['n0', 'n1', 'n2', 'n3', 'n4', 'n5', 'n6', 'n7']);
  });
});

describe('rotation policies', () => {
  test('are set by admins only', async () => {
    const { acme, compliance } = h.world;
    expect((await h.anonymous.put('/rotation/policies', { authClass: 'api_key', days: 30 })).status).toBe(401);
    expect((await acme.member.put('/rotation/policies', { authClass: 'api_key', days: 30 })).status).toBe(403);
    expect((await compliance.put('/rotation/policies', { authClass: 'api_key', days: 30 })).status).toBe(403);
  });

  test('name one thing of the own tenant, for a sensible time', async () => {
    const { acme, globex, systemAdmin } = h.world;
    const theirs = await seedConnection(h.database, globex, { name: 'Theirs', set: '1 day' });
    const put = async (actor: Actor, body: object) => (await actor.put('/rotation/policies', body)).status;
    expect(await put(acme.admin, { connectionId: theirs.id, days: 30 })).toBe(404);
    expect(await put(acme.admin, { days: 30 })).toBe(400);
    expect(await put(acme.admin, { authClass: 'api_key', appId: 'stripe', days: 30 })).toBe(400);
    expect(await put(acme.admin, { authClass: 'api_key', days: 0 })).toBe(400);
    expect(await put(acme.admin, { authClass: 'api_key', days: 30, tenantId: globex.id })).toBe(400);
    expect(await put(acme.admin, { appId: 'no-such-app', days: 30 })).toBe(422);
    expect(await put(systemAdmin, { connectionId: theirs.id, days: 30 })).toBe(400);
  });

  test('the narrowest one counts, and removing it gives way to the next', async () => {
    const { acme, systemAdmin } = h.world;
    const { id } = await seedConnection(h.database, acme, { name: 'Orders', set: '1 day' });
    const period = async () => {
      const { body } = await acme.admin.get('/rotation/due?withinDays=730');
      return [body.items[0]?.periodDays, body.items[0]?.source];
    };
    const put = async (actor: Actor, body: object) =>
      expect((await actor.put('/rotation/policies', body)).status).toBe(200);
    expect(await period()).toEqual([90, 'Platform policy for this kind of credential']);
    await put(systemAdmin, { appId: 'stripe', days: 80 });
    expect(await period()).toEqual([80, 'Platform policy for this app']);
    await put(acme.admin, { authClass: 'api_key', days: 70 });
    expect(await period()).toEqual([70, 'Tenant policy for this kind of credential']);
    await put(acme.admin, { appId: 'stripe', days: 60 });
    expect(await period()).toEqual([60, 'Tenant policy for this app']);
    await put(acme.admin, { connectionId: id, days: 50 });
    expect(await period()).toEqual([50, 'This connection']);
    await put(acme.admin, { connectionId: id, days: null });
    expect(await period()).toEqual([undefined, undefined]);
    await put(acme.admin, { connectionId: id });
    expect(await period()).toEqual([60, 'Tenant policy for this app']);
    await put(acme.admin, { appId: 'stripe' });
    await put(acme.admin, { authClass: 'api_key' });
    expect(await period()).toEqual([80, 'Platform policy for this app']);
  });

  test("a platform policy moves every tenant and the copies; a tenant's only its own", async () => {
    const { acme, globex, systemAdmin } = h.world;
    await seedConnection(h.database, acme, { name: 'Ours', set: '1 day' });
    await seedConnection(h.database, globex, { name: 'Theirs', set: '1 day' });
    await seedCopy(h.database, acme, { name: 'Copy', set: '1 day' });
    await systemAdmin.put('/rotation/policies', { authClass: 'api_key', days: 10 });
    const days = async () =>
      h.database.sql(
        `select name, rotation_days as days from connection union all select name, rotation_days from global_connection order by name`,
      );
    expect(await days()).toEqual([
      { name: 'Copy', days: 10 },
      { name: 'Ours', days: 10 },
      { name: 'Theirs', days: 10 },
    ]);
    await acme.admin.put('/rotation/policies', { authClass: 'api_key', days: 20 });
    expect(await days()).toEqual([
      { name: 'Copy', days: 10 },
      { name: 'Ours', days: 20 },
      { name: 'Theirs', days: 10 },
    ]);
  });

  test('one of the platform moves every tenant, and nothing that has its own', async () => {
    const { acme, globex, systemAdmin } = h.world;
    await seedConnection(h.database, acme, { name: 'Plain', set: '1 day' });
    await seedConnection(h.database, globex, { name: 'Elsewhere', set: '1 day' });
    const own = await seedConnection(h.database, acme, { name: 'Own', set: '1 day' });
    await acme.admin.put('/rotation/policies', { connectionId: own.id, days: 7 });
    const touched = () =>
      h.database.sql<{ name: string; days: number; left: number; row: string }>(
        `select name, rotation_days as days, extract(day from rotation_due_at - credential_set_at)::int as left, xmin::text as row
         from connection order by name`,
      );
    const before = await touched();
    expect((await systemAdmin.put('/rotation/policies', { authClass: 'api_key', days: 60 })).status).toBe(200);
    const after = await touched();
    expect(after.map(({ name, days, left }) => [name, days, left])).toEqual([
      ['Elsewhere', 60, 60],
      ['Own', 7, 7],
      ['Plain', 60, 60],
    ]);
    expect(after[1]?.row).toBe(before[1]?.row);
  });

  test('everybody sees what holds for them, and what they may change', async () => {
    const { acme, globex, systemAdmin } = h.world;
    const reply = await acme.admin.put('/rotation/policies', { appId: 'stripe', days: 45 });
    const own = reply.body.items.find((policy: { appId: string | null }) => policy.appId === 'stripe');
    expect(own).toMatchObject({
      scope: 'tenant',
      tenant: { id: acme.id },
      days: 45,
      editable: true,
      updatedBy: { id: acme.admin.id },
    });
    const seen = async (actor: Actor) =>
      (await actor.get('/rotation/policies')).body.items.map(
        (policy: { scope: string; editable: boolean }) => `${policy.scope} ${policy.editable}`,
      );
    expect(await seen(acme.admin)).toEqual([...Array(4).fill('platform false'), 'tenant true']);
    expect(await seen(acme.member)).toEqual([...Array(4).fill('platform false'), 'tenant false']);
    expect(await seen(globex.admin)).toEqual(Array(4).fill('platform false'));
    expect(await seen(systemAdmin)).toEqual([...Array(4).fill('platform true'), 'tenant false']);
  });

  test('each change is audited with what was before; the same again is none', async () => {
    const { acme } = h.world;
    const put = (body: object) => acme.admin.put('/rotation/policies', body);
    await put({ appId: 'slack', days: 45 });
    await put({ appId: 'slack', days: 45 });
    await put({ appId: 'slack', days: 30 });
    await put({ appId: 'slack' });
    await put({ appId: 'slack' });
    const { body } = await acme.admin.get('/audit-events?action=rotation_policy');
    const told = body.items
      .map((event: { action: string; changes: object }) => [event.action, event.changes])
      .slice(0, 3);
    expect(told).toEqual([
      ['rotation_policy.removed', { days: { before: 30, after: null } }],
      ['rotation_policy.set', { days: { before: 45, after: 30 } }],
      ['rotation_policy.set', { days: { before: null, after: 45 } }],
    ]);
    expect(body.items.filter((event: { target: { name: string } }) => event.target.name === 'Slack')).toHaveLength(3);
  });

  test('two at the same time leave one policy', async () => {
    const { acme } = h.world;
    const replies = await Promise.all(
      [1, 2, 3, 4].map((n) => acme.admin.put('/rotation/policies', { appId: 'github', days: 10 + n })),
    );
    for (const reply of replies) expect([200, 409]).toContain(reply.status);
    expect(await h.database.sql(`select from rotation_policy where app_id = 'github'`)).toHaveLength(1);
  });
});
