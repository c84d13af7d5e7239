import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { parseId } from '@drawbridge/catalog';
import { ReminderRunsService, ReminderWorker } from '../../backend/src/rotation/index.ts';
import { seedConnection } from '../support/due-credentials.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { stopGently } from '../support/stop-gently.ts';

let h: Harness;
beforeAll(async () => {
  h = await startHarness({ background: false });
}, 60_000);
afterAll(() => stopGently(h));
beforeEach(async () => {
  for (const table of ['reminder', 'reminder_run', 'notification', 'connection'])
    await h.database.sql(`delete from ${table}`);
});

const start = async () => (await h.world.acme.admin.post('/rotation/reminder-runs')).body.id as string;
const shown = async (run: string) => (await h.world.acme.admin.get(`/rotation/reminder-runs/${run}`)).body;
const worker = () => h.app.get(ReminderWorker);
const count = async (table: 'reminder' | 'notification') => (await h.database.sql(`select from ${table}`)).length;

test('a run and its job are queued together', async () => {
  const run = await start();
  const jobs = await h.database.sql(
    `select from graphile_worker.jobs where task_identifier = 'run-reminders' and key = $1`,
    [`reminders:${run}`],
  );
  expect(jobs).toHaveLength(1);
});

test('a job that is given out again after a crash completes the run without a second reminder', async () => {
  for (const name of ['a', 'b', 'c']) await seedConnection(h.database, h.world.acme, { name, set: '80 days' });
  const run = await start();
  await worker().work(run);
  expect(await shown(run)).toMatchObject({ state: 'completed', processed: 3, reminded: 3 });
  await h.database.sql(`update reminder_run set state = 'running', finished_at = null, processed = 1, reminded = 1`);
  await worker().work(run);
  expect(await shown(run)).toMatchObject({ state: 'completed', total: 3, processed: 3, reminded: 3 });
  expect([await count('reminder'), await count('notification')]).toEqual([3, 3]);
  await worker().work(run);
  expect(await shown(run)).toMatchObject({ state: 'completed' });
});

test('a run whose worker was lost is taken up; a busy one is left alone', async () => {
  await seedConnection(h.database, h.world.acme, { name: 'a', set: '80 days' });
  const [lost, busy] = [await start(), await start()];
  await h.database.sql(`update reminder_run set progress_at = now() - interval '2 minutes' where id = $1`, [
    parseId('reminderRun', lost),
  ]);
  await worker().resume();
  expect((await shown(lost)).state).toBe('completed');
  expect((await shown(busy)).state).toBe('running');
});

test('two workers on one run remind once, and one of them ends it', async () => {
  for (let i = 0; i < 30; i++) await seedConnection(h.database, h.world.acme, { name: `c${i}`, set: '80 days' });
  const run = await start();
  await Promise.all([worker().work(run), worker().work(run), worker().work(run)]);
  expect(await shown(run)).toMatchObject({ state: 'completed', processed: 30, reminded: 30 });
  expect(await count('reminder')).toBe(30);
  const events = await h.database.sql(
    `select from audit_event where action = 'reminder_run.completed' and target_id = $1`,
    [run],
  );
  expect(events).toHaveLength(1);
});

test('a run that keeps failing has failed, with the reason in sight and in the audit trail', async () => {
  await seedConnection(h.database, h.world.acme, { name: 'a', set: '80 days' });
  const run = await start();
  await h.database.sql(`alter table reminder add constraint broken check (step > 1000) not valid`);
  try {
    for (let tries = 1; tries < 5; tries++) await expect(worker().work(run)).rejects.toThrow();
    expect((await shown(run)).state).toBe('running');
    await worker().work(run);
  } finally {
    await h.database.sql(`alter table reminder drop constraint broken`);
  }
  expect(await shown(run)).toMatchObject({ state: 'failed', reminded: 0, error: expect.stringMatching(/went wrong/i) });
  const { body } = await h.world.acme.admin.get(`/audit-events?targetId=${run}&outcome=failure`);
  expect(body.items[0]).toMatchObject({
    action: 'reminder_run.failed',
    changes: { state: { before: 'running', after: 'failed' } },
  });
  expect([await count('reminder'), await count('notification')]).toEqual([0, 0]);
});

test("the daily run is the platform's own", async () => {
  await seedConnection(h.database, h.world.globex, { name: 'a', set: '80 days' });
  await h.app.get(ReminderRunsService).startDaily();
  const { body } = await h.world.compliance.get('/rotation/reminder-runs');
  expect(body.items[0]).toMatchObject({ scope: 'platform', startedBy: null, total: 1, state: 'running' });
  expect((await h.world.globex.admin.get(`/rotation/reminder-runs/${body.items[0].id}`)).status).toBe(404);
});
