import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { formatId } from '@drawbridge/catalog';
import { randomUUID } from 'node:crypto';
import { seedConnection, seedCopy, setAgo } from '../support/due-credentials.ts';
import { eventually } from '../support/eventually.ts';
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
  await h.database.sql('delete from connection');
});

/** Starts a run and waits for its end. */
async function completed(actor: Actor) {
  const started = await actor.post('/rotation/reminder-runs');
  expect({ status: started.status, body: started.body }).toMatchObject({
    status: 201,
    // The job may have done its work before the reply was read.
    body: { state: expect.stringMatching(/^(running|completed)$/) },
  });
  return ended(actor, started.body.id);
}

const ended = (actor: Actor, id: string) =>
  eventually('the end of the run', async () => {
    const { body } = await actor.get(`/rotation/reminder-runs/${id}`);
    return body.state === 'running' ? undefined : body;
  });

const reminders = () =>
  h.database.sql<{ of: string; step: number }>(
    `select coalesce(connection_id, global_connection_id) as of, step from reminder order by sent_at, step`,
  );

describe('reminder runs', () => {
  test('are for people', async () => {
    expect((await h.anonymous.post('/rotation/reminder-runs')).status).toBe(401);
    expect((await h.world.acme.workflow.post('/rotation/reminder-runs')).status).toBe(403);
    expect((await h.world.acme.admin.post('/rotation/reminder-runs', { tenantId: h.world.globex.id })).status).toBe(
      400,
    );
  });

  test('are seen within the scope they were started in', async () => {
    const { acme, globex, systemAdmin } = h.world;
    const mine = await completed(acme.member);
    const tenants = await completed(acme.admin);
    const platform = await completed(systemAdmin);
    expect([mine.scope, tenants.scope, platform.scope]).toEqual(['own', 'tenant', 'platform']);
    const sees = async (actor: Actor) =>
      (await actor.get('/rotation/reminder-runs')).body.items.map(({ id }: { id: string }) => id);
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
    await seedConnection(h.database, acme, { name: "The admin's", set: '80 days', ownerId: acme.admin.id });
    expect(await completed(acme.member)).toMatchObject({
      state: 'completed',
      total: 1,
      processed: 1,
      reminded: 1,
      startedBy: { id: acme.member.id },
    });
    expect(await reminders()).toEqual([{ of: own.uuid, step: 14 }]);
    const { body } = await acme.member.get('/notifications');
    expect(body.items[0]).toMatchObject({
      kind: 'rotation_reminder',
      title: '"Mine" is due for rotation in 10 days',
      link: `/connections/${own.id}/show`,
      readAt: null,
    });
    expect((await acme.admin.get('/notifications')).body.items).toEqual([]);
  });

  test('a platform run reminds owners in every tenant, admins of what is overdue, and system admins of copies', async () => {
    const { acme, globex, systemAdmin, otherSystemAdmin, compliance } = h.world;
    await seedConnection(h.database, acme, { name: 'Late', set: '95 days' });
    await seedConnection(h.database, globex, { name: 'Soon', set: '61 days' });
    await seedConnection(h.database, globex, { name: 'Fresh', set: '1 day' });
    await seedCopy(h.database, acme, { name: 'Copy', set: '89 days' });
    expect(await completed(compliance)).toMatchObject({ state: 'completed', total: 3, processed: 3, reminded: 3 });
    const titles = async (actor: Actor) =>
      (await actor.get('/notifications')).body.items.map(({ title }: { title: string }) => title);
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
    for (let i = 0; i < 230; i++)
      await seedConnection(h.database, i % 2 ? acme : globex, { name: `c${i}`, set: `${60 + (i % 40)} days` });
    for (let i = 0; i < 5; i++) await seedCopy(h.database, acme, { name: `g${i}`, set: '88 days' });
    const due =
      (await h.database.sql(`select from connection where rotation_due_at < now() + interval '30 days'`)).length + 5;
    const started = await Promise.all(
      [systemAdmin, compliance, systemAdmin, acme.admin].map((actor) => actor.post('/rotation/reminder-runs')),
    );
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
    const [audited] = await h.database.sql<{ sum: string }>(
      `select sum(count)::int as sum from audit_event where action = 'reminder.sent' and target_id = any($1)`,
      [runs.map((run) => run.id)],
    );
    expect(audited?.sum).toBe(due);
  }, 60_000);

  test('each step is reminded of once on the way to the due date and over it; a rotation starts anew', async () => {
    const { acme } = h.world;
    const connection = await seedConnection(h.database, acme, { name: 'Orders', set: '55 days' });
    // The due date stays the same while time goes on: the credential is moved, and its reminders with it.
    const reach = async (set: string) => {
      await setAgo(h.database, connection, set);
      await h.database.sql(
        `update reminder r set due_at = c.rotation_due_at from connection c where c.id = r.connection_id`,
      );
      return (await completed(acme.admin)).reminded;
    };
    const reached: number[] = [];
    for (const set of [
      '55 days',
      '61 days',
      '61 days',
      '75 days',
      '76 days 1 hour',
      '80 days',
      '83 days 1 hour',
      '84 days',
      '89 days 1 minute',
      '91 days',
      '100 days',
    ])
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
    expect(
      body.items.map((event: { action: string; actor: { name: string }; count: number }) => [
        event.action,
        event.actor.name,
        event.count,
      ]),
    ).toEqual([
      ['reminder_run.completed', 'Drawbridge', 1],
      ['reminder.sent', 'Drawbridge', 1],
      ['reminder_run.started', 'Acme Admin', 1],
    ]);
    expect(body.items[1].changes.reminders.after).toMatchObject([{ id, step: -1 }]);
    expect((await globex.admin.get(`/audit-events?targetId=${run.id}`)).body.items).toEqual([]);
    expect((await acme.admin.get('/audit-events/verification')).body).toMatchObject({ intact: true });
  });
});
