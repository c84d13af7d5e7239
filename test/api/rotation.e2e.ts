import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { formatId } from '@drawbridge/catalog';
import { randomUUID } from 'node:crypto';
import { seedConnection, seedCopy, setAgo } from '../support/due-credentials.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { eventually } from '../support/eventually.ts';
import type { Actor } from '../support/world.ts';

let h: Harness;
beforeAll(async () => {
  h = await startHarness();
}, 60_000);
afterAll(() => h.stop());
beforeEach(async () => {
  for (const table of ['reminder', 'reminder_run', 'notification', 'global_connection']) await h.database.sql(`delete from ${table}`);
  await h.database.sql(`delete from rotation_policy where tenant_id is not null or app_id is not null`);
  await h.database.sql(`update rotation_policy set days = 90`);
  await h.database.sql('delete from connection');
});

const names = (body: { items: { name: string }[] }) => body.items.map(({ name }) => name);

/** Starts a run and waits for its end. */
async function completed(actor: Actor) {
  const started = await actor.post('/rotation/reminder-runs');
  expect({ status: started.status, body: started.body }).toMatchObject({ status: 201, body: { state: 'running', processed: 0, reminded: 0 } });
  return ended(actor, started.body.id);
}

const ended = (actor: Actor, id: string) =>
  eventually('the end of the run', async () => {
    const { body } = await actor.get(`/rotation/reminder-runs/${id}`);
    return body.state === 'running' ? undefined : body;
  });

const reminders = () =>
  h.database.sql<{ of: string; step: number }>(`select coalesce(connection_id, global_connection_id) as of, step from reminder order by sent_at, step`);

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
    for (const platform of [systemAdmin, compliance]) expect(names((await platform.get('/rotation/due')).body)).toEqual(['Late', 'Copy', 'Theirs', 'Soon']);
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
    expect((await asked(systemAdmin, `tenantId=${acme.id}&status=overdue`))).toEqual(['Late']);
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
    const put = async (actor: Actor, body: object) => expect((await actor.put('/rotation/policies', body)).status).toBe(200);
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

  test('a platform policy moves every tenant and the copies; a tenant\'s only its own', async () => {
    const { acme, globex, systemAdmin } = h.world;
    await seedConnection(h.database, acme, { name: 'Ours', set: '1 day' });
    await seedConnection(h.database, globex, { name: 'Theirs', set: '1 day' });
    await seedCopy(h.database, acme, { name: 'Copy', set: '1 day' });
    await systemAdmin.put('/rotation/policies', { authClass: 'api_key', days: 10 });
    const days = async () =>
      h.database.sql(`select name, rotation_days as days from connection union all select name, rotation_days from global_connection order by name`);
    expect(await days()).toEqual([{ name: 'Copy', days: 10 }, { name: 'Ours', days: 10 }, { name: 'Theirs', days: 10 }]);
    await acme.admin.put('/rotation/policies', { authClass: 'api_key', days: 20 });
    expect(await days()).toEqual([{ name: 'Copy', days: 10 }, { name: 'Ours', days: 20 }, { name: 'Theirs', days: 10 }]);
  });

  test('everybody sees what holds for them, and what they may change', async () => {
    const { acme, globex, systemAdmin } = h.world;
    const reply = await acme.admin.put('/rotation/policies', { appId: 'stripe', days: 45 });
    const own = reply.body.items.find((policy: { appId: string | null }) => policy.appId === 'stripe');
    expect(own).toMatchObject({ scope: 'tenant', tenant: { id: acme.id }, days: 45, editable: true, updatedBy: { id: acme.admin.id } });
    const seen = async (actor: Actor) =>
      (await actor.get('/rotation/policies')).body.items.map((policy: { scope: string; editable: boolean }) => `${policy.scope} ${policy.editable}`);
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
    const told = body.items.map((event: { action: string; changes: object }) => [event.action, event.changes]).slice(0, 3);
    expect(told).toEqual([
      ['rotation_policy.removed', { days: { before: 30, after: null } }],
      ['rotation_policy.set', { days: { before: 45, after: 30 } }],
      ['rotation_policy.set', { days: { before: null, after: 45 } }],
    ]);
    expect(body.items.filter((event: { target: { name: string } }) => event.target.name === 'slack')).toHaveLength(3);
  });

  test('two at the same time leave one policy', async () => {
    const { acme } = h.world;
    const replies = await Promise.all([1, 2, 3, 4].map((n) => acme.admin.put('/rotation/policies', { appId: 'github', days: 10 + n })));
    for (const reply of replies) expect([200, 409]).toContain(reply.status);
    expect(await h.database.sql(`select from rotation_policy where app_id = 'github'`)).toHaveLength(1);
  });
});

describe('reminder runs', () => {
  test('are for people', async () => {
    expect((await h.anonymous.post('/rotation/reminder-runs')).status).toBe(401);
    expect((await h.world.acme.workflow.post('/rotation/reminder-runs')).status).toBe(403);
    expect((await h.world.acme.admin.post('/rotation/reminder-runs', { tenantId: h.world.globex.id })).status).toBe(400);
  });

  test('are seen within the scope they were started in', async () => {
    const { acme, globex, systemAdmin } = h.world;
    const mine = await completed(acme.member);
    const tenants = await completed(acme.admin);
    const platform = await completed(systemAdmin);
    expect([mine.scope, tenants.scope, platform.scope]).toEqual(['own', 'tenant', 'platform']);
    const sees = async (actor: Actor) => (await actor.get('/rotation/reminder-runs')).body.items.map(({ id }: { id: string }) => id);
    expect(await sees(acme.member)).toEqual([mine.id]);
    expect(await sees(acme.admin)).toEqual([tenants.id, mine.id]);
    expect(await sees(globex.admin)).toEqual([]);
    expect(await sees(systemAdmin)).toEqual([platform.id, tenants.id, mine.id]);
    expect((await acme.member.get(`/rotation/reminder-runs/${tenants.id}`)).status).toBe(404);
    expect((await globex.admin.get(`/rotation/reminder-runs/${tenants.id}`)).status).toBe(404);
    expect((await acme.admin.get(`/rotation/reminder-runs/${formatId('reminderRun', randomUUID())}`)).status).toBe(404);
    expect((await acme.admin.get('/rotation/reminder-runs/run_1')).status).toBe(400);
  });

  test('a member reminds of their own connections only', async () => {
    const { acme } = h.world;
    const own = await seedConnection(h.database, acme, { name: 'Mine', set: '80 days' });
    await seedConnection(h.database, acme, { name: 'The admin\'s', set: '80 days', ownerId: acme.admin.id });
    expect(await completed(acme.member)).toMatchObject({ state: 'completed', total: 1, processed: 1, reminded: 1, startedBy: { id: acme.member.id } });
    expect(await reminders()).toEqual([{ of: own.uuid, step: 14 }]);
    const { body } = await acme.member.get('/notifications');
    expect(body.items[0]).toMatchObject({ kind: 'rotation_reminder', title: '"Mine" is due for rotation in 10 days', link: `/connections/${own.id}/show`, readAt: null });
    expect((await acme.admin.get('/notifications')).body.items).toEqual([]);
  });

  test('a platform run reminds owners in every tenant, admins of what is overdue, and system admins of copies', async () => {
    const { acme, globex, systemAdmin, otherSystemAdmin, compliance } = h.world;
    await seedConnection(h.database, acme, { name: 'Late', set: '95 days' });
    await seedConnection(h.database, globex, { name: 'Soon', set: '61 days' });
    await seedConnection(h.database, globex, { name: 'Fresh', set: '1 day' });
    await seedCopy(h.database, acme, { name: 'Copy', set: '89 days' });
    expect(await completed(compliance)).toMatchObject({ state: 'completed', total: 3, processed: 3, reminded: 3 });
    const titles = async (actor: Actor) => (await actor.get('/notifications')).body.items.map(({ title }: { title: string }) => title);
    expect(await titles(acme.member)).toEqual(['"Late" is overdue for rotation']);
    expect(await titles(acme.admin)).toEqual(['"Late" is overdue for rotation']);
    expect(await titles(globex.member)).toEqual(['"Soon" is due for rotation in 29 days']);
    expect(await titles(globex.admin)).toEqual([]);
    expect(await titles(systemAdmin)).toEqual(['"Copy" is due for rotation tomorrow']);
    expect(await titles(otherSystemAdmin)).toEqual(['"Copy" is due for rotation tomorrow']);
    expect((await acme.admin.get('/rotation/due')).body.items[0].lastReminder).toMatchObject({ step: -1 });
    expect((await systemAdmin.get('/rotation/due?withinDays=2')).body.items[1].lastReminder).toMatchObject({ step: 1 });
  });

  test('runs at the same time and later ones remind of nothing twice', async () => {
    const { acme, globex, systemAdmin, compliance } = h.world;
    for (let i = 0; i < 230; i++) await seedConnection(h.database, i % 2 ? acme : globex, { name: `c${i}`, set: `${60 + (i % 40)} days` });
    for (let i = 0; i < 5; i++) await seedCopy(h.database, acme, { name: `g${i}`, set: '88 days' });
    const due = (await h.database.sql(`select from connection where rotation_due_at < now() + interval '30 days'`)).length + 5;
    const started = await Promise.all([systemAdmin, compliance, systemAdmin, acme.admin].map((actor) => actor.post('/rotation/reminder-runs')));
    const runs = await Promise.all(started.map(({ body }) => ended(systemAdmin, body.id)));
    for (const run of runs) expect(run).toMatchObject({ state: 'completed', error: null });
    const sum = runs.reduce((total, run) => total + run.reminded, 0);
    expect(sum).toBe(due);
    expect(await reminders()).toHaveLength(due);
    expect(runs[0].processed).toBe(due);
    const again = await completed(systemAdmin);
    expect(again).toMatchObject({ processed: due, reminded: 0 });
    const notices = await h.database.sql<{ dedupe: string }>(`select dedupe from notification`);
    expect(new Set(notices.map(({ dedupe }) => dedupe)).size).toBe(notices.length);
    const [audited] = await h.database.sql<{ sum: string }>(`select sum(count)::int as sum from audit_event where action = 'reminder.sent' and target_id = any($1)`, [
      runs.map((run) => run.id),
    ]);
    expect(audited?.sum).toBe(due);
  }, 60_000);

  test('each step is reminded of once on the way to the due date and over it; a rotation starts anew', async () => {
    const { acme } = h.world;
    const connection = await seedConnection(h.database, acme, { name: 'Orders', set: '55 days' });
    // The due date stays the same while time goes on: the credential is moved, and its reminders with it.
    const reach = async (set: string) => {
      await setAgo(h.database, connection, set);
      await h.database.sql(`update reminder r set due_at = c.rotation_due_at from connection c where c.id = r.connection_id`);
      return (await completed(acme.admin)).reminded;
    };
    const reached: number[] = [];
    for (const set of ['55 days', '61 days', '61 days', '75 days', '76 days 1 hour', '80 days', '83 days 1 hour', '84 days', '89 days 1 minute', '91 days', '100 days'])
      reached.push(await reach(set));
    expect(reached).toEqual([0, 1, 0, 0, 1, 0, 1, 0, 1, 1, 0]);
    expect((await reminders()).map(({ step }) => step)).toEqual([30, 14, 7, 1, -1]);
    await setAgo(h.database, connection, '61 days');
    expect((await completed(acme.admin)).reminded).toBe(1);
    expect((await reminders()).map(({ step }) => step)).toEqual([30, 14, 7, 1, -1, 30]);
  });

  test('an owner who has left the tenant is not written to: the admins are', async () => {
    const { acme, globex } = h.world;
    await seedConnection(h.database, acme, { name: 'Orphan', set: '80 days', ownerId: globex.member.id });
    await completed(acme.admin);
    expect((await globex.member.get('/notifications')).body.items).toEqual([]);
    expect((await acme.admin.get('/notifications')).body.items).toHaveLength(1);
  });

  test('a run is audited from start to end, in its own tenant', async () => {
    const { acme, globex } = h.world;
    const { id } = await seedConnection(h.database, acme, { name: 'Late', set: '95 days' });
    const run = await completed(acme.admin);
    const { body } = await acme.admin.get(`/audit-events?targetId=${run.id}`);
    expect(body.items.map((event: { action: string; actor: { name: string }; count: number }) => [event.action, event.actor.name, event.count])).toEqual([
      ['reminder_run.completed', 'Drawbridge', 1],
      ['reminder.sent', 'Drawbridge', 1],
      ['reminder_run.started', 'Acme Admin', 1],
    ]);
    expect(body.items[1].changes.reminders.after).toMatchObject([{ id, step: -1 }]);
    expect((await globex.admin.get(`/audit-events?targetId=${run.id}`)).body.items).toEqual([]);
    expect((await acme.admin.get('/audit-events/verification')).body).toMatchObject({ intact: true });
  });
});
