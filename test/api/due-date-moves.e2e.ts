import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { parseId } from '@drawbridge/catalog';
import fc from 'fast-check';
import pg from 'pg';
import { UnitOfWork } from '../../backend/src/platform/index.ts';
import { DueDateMover, moveBatch, takeOverMove } from '../../backend/src/rotation/index.ts';
import { seedConnection, seedCopy } from '../support/due-credentials.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { seededApps, seedMany, wrongDueDates } from '../support/rotation-reference.ts';
import { stopGently } from '../support/stop-gently.ts';

let h: Harness;
beforeAll(async () => {
  h = await startHarness({ background: false });
}, 60_000);
afterAll(() => stopGently(h));
beforeEach(async () => {
  for (const table of ['due_date_move', 'global_connection']) await h.database.sql(`delete from ${table}`);
  await h.database.sql(`delete from rotation_policy where tenant_id is not null or app_id is not null`);
  await h.database.sql(`update rotation_policy set days = 90`);
  await h.database.sql('delete from connection');
});

const seed = async (count: number) => {
  for (const tenant of [h.world.acme, h.world.globex])
    await seedMany(h.database, parseId('tenant', tenant.id), parseId('user', tenant.member.id), count);
};
const actors = () => ({ platform: h.world.systemAdmin, acme: h.world.acme.admin, globex: h.world.globex.admin });
type Who = keyof ReturnType<typeof actors>;
const put = async (who: Who, body: object) => {
  const reply = await actors()[who].put('/rotation/policies', body);
  expect(reply.status).toBe(200);
  return reply.body;
};
const moves = () =>
  h.database.sql<{ id: string; state: string; turn: number; processed: number; total: number | null }>(
    'select id, state, turn, processed, total from due_date_move order by started_at',
  );
const [uow, mover] = [() => h.app.get(UnitOfWork), () => h.app.get(DueDateMover)];
const finishAll = async () => {
  for (const { id } of await moves()) await mover().work(id);
};
/** Some batches of every move, as if its worker were lost then. */
const someBatches = async (count: number) => {
  for (const { id } of await moves()) {
    const move = await uow().asSystem((em) => takeOverMove(em, id));
    for (let at = 0; move && at < count; at++) if (!(await uow().asSystem((em) => moveBatch(em, move, 40)))) break;
  }
};

describe('a policy that moves many due dates', () => {
  test('is answered with its job queued, and the job moves what is left', async () => {
    await seed(700);
    await seedCopy(h.database, h.world.acme, { name: 'Copy', set: '1 day' });
    const body = await put('platform', { authClass: 'api_key', days: 30 });
    expect(body.dueDates).toMatchObject({ state: 'running', processed: 0, finishedAt: null });
    expect((await wrongDueDates(h.database)).length).toBeGreaterThan(0);
    const [move] = await moves();
    expect(
      await h.database.sql(`select from graphile_worker.jobs where task_identifier = 'move-due-dates' and key = $1`, [
        `due-dates:${move?.id}`,
      ]),
    ).toHaveLength(1);
    await finishAll();
    expect(await wrongDueDates(h.database)).toEqual([]);
    const { dueDates } = (await h.world.compliance.get('/rotation/policies')).body;
    expect(dueDates).toMatchObject({ state: 'completed', total: 1201, processed: 1201 });
    expect(dueDates.finishedAt).not.toBeNull();
    // What another scope looks at is nobody else's to know.
    expect((await h.world.acme.admin.get('/rotation/policies')).body.dueDates).toBeNull();
  });

  test('says how far it is while it moves', async () => {
    await seed(700);
    await put('platform', { authClass: 'api_key', days: 30 });
    const seen: number[] = [];
    for (let at = 0; at < 3; at++) {
      await someBatches(1);
      seen.push((await h.world.systemAdmin.get('/rotation/policies')).body.dueDates.processed);
    }
    expect(seen).toEqual([40, 80, 120]);
  });

  test('of a tenant with few connections needs no waiting', async () => {
    await seed(90);
    await put('acme', { appId: 'stripe', days: 12 });
    expect(await wrongDueDates(h.database)).toEqual([]);
    await finishAll();
    expect(await wrongDueDates(h.database)).toEqual([]);
    expect((await h.world.acme.admin.get('/rotation/policies')).body.dueDates).toMatchObject({ state: 'completed' });
  });

  test('of one connection moves that one, and starts nothing', async () => {
    await seed(40);
    const { id } = await seedConnection(h.database, h.world.acme, { name: 'Own', set: '1 day' });
    await put('acme', { connectionId: id, days: 5 });
    expect(await wrongDueDates(h.database)).toEqual([]);
    expect(await moves()).toEqual([]);
  });

  test('writes only the rows that move', async () => {
    await seed(150);
    await put('acme', { appId: 'slack', days: 33 });
    await finishAll();
    const rows = () =>
      h.database.sql<{ id: string; row: string; moves: boolean }>(
        `select id, xmin::text as row, rotation_source = 'Platform policy for this app' as moves from connection order by id`,
      );
    const before = await rows();
    await put('platform', { appId: 'slack', days: 44 });
    await finishAll();
    const after = await rows();
    expect(after.some((row) => row.moves)).toBe(true);
    for (const [at, row] of after.entries())
      if (!row.moves) expect([row.id, row.row]).toEqual([row.id, before[at]?.row]);
  });
});

describe('the newest policy counts', () => {
  test('a second change during the first starts anew, and the first one stops', async () => {
    await seed(700);
    await put('platform', { authClass: 'api_key', days: 30 });
    const [move] = await moves();
    const first = await uow().asSystem((em) => takeOverMove(em, move?.id ?? ''));
    if (!first) throw new Error('nothing to take over');
    expect(await uow().asSystem((em) => moveBatch(em, first, 400))).toBe(true);
    await put('platform', { authClass: 'basic', days: 31 });
    expect(await uow().asSystem((em) => moveBatch(em, first, 400))).toBe(false);
    expect((await moves())[0]).toMatchObject({ state: 'running', processed: 0 });
    await finishAll();
    expect(await wrongDueDates(h.database)).toEqual([]);
  });

  test('a change of another app during the first one forgets neither', async () => {
    await seed(700);
    await put('platform', { appId: 'stripe', days: 30 });
    await someBatches(1);
    await put('platform', { appId: 'notion', days: 31 });
    await finishAll();
    expect(await wrongDueDates(h.database)).toEqual([]);
  });

  test('what was being connected without knowing of the policy is found, and what comes later knows it', async () => {
    const client = new pg.Client({ connectionString: h.database.superuserUrl });
    await client.connect();
    await client.query('begin');
    const late = { sql: async (text: string, values?: unknown[]) => (await client.query(text, values)).rows };
    await seedMany(late, parseId('tenant', h.world.acme.id), parseId('user', h.world.acme.member.id), 1);
    await put('platform', { appId: 'slack', days: 21 });
    await seedConnection(h.database, h.world.acme, { name: 'Later', set: '1 day', appId: 'slack' });
    expect(await wrongDueDates(h.database)).toEqual([]);
    const finished = finishAll();
    await new Promise((done) => setTimeout(done, 300));
    expect((await moves())[0]?.state).toBe('running');
    await client.query('commit');
    await client.end();
    expect(await wrongDueDates(h.database)).toHaveLength(1);
    await finished;
    expect(await wrongDueDates(h.database)).toEqual([]);
  });

  test('whatever is changed by whom, in whatever order and wherever a worker is lost', async () => {
    await seed(120);
    for (let n = 0; n < 60; n++)
      await seedCopy(h.database, h.world.acme, { name: `c${n}`, set: '1 day', appId: seededApps[n % 5] ?? 'stripe' });
    const target = fc.oneof(
      fc.record({ authClass: fc.constantFrom('oauth', 'api_key', 'basic', 'custom') }),
      fc.record({ appId: fc.constantFrom(...seededApps) }),
    );
    const change = fc.record({
      who: fc.constantFrom<Who>('platform', 'acme', 'globex'),
      target,
      days: fc.oneof(fc.integer({ min: 1, max: 400 }), fc.constantFrom(null, undefined)),
      batches: fc.integer({ min: 0, max: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        for (const { who, target: of, days, batches } of changes) {
          await put(who, { ...of, ...(days !== undefined && { days }) });
          await someBatches(batches);
        }
        await finishAll();
        expect(await wrongDueDates(h.database)).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  test('several workers, several policies and connections that are rotated, all at the same time', async () => {
    await seed(500);
    const rotated = async (n: number) => {
      for (let at = 0; at < 15; at++)
        await h.database.sql(
          `update connection set credential_set_at = credential_set_at + interval '1 hour' where name = $1 and tenant_id = $2 and state <> 'revoked'`,
          [`Many ${at * 20 + n}`, parseId('tenant', h.world.acme.id)],
        );
    };
    await Promise.all([
      put('platform', { authClass: 'api_key', days: 30 }).then(finishAll),
      put('platform', { appId: 'slack', days: 31 }).then(finishAll),
      put('acme', { authClass: 'api_key', days: 32 }).then(finishAll),
      put('globex', { appId: 'slack', days: 33 }).then(finishAll),
      put('platform', { authClass: 'basic', days: 34 }).then(finishAll),
      rotated(1),
      rotated(2),
    ]);
    await finishAll();
    expect((await moves()).map(({ state }) => state)).toEqual(['completed', 'completed', 'completed']);
    expect(await wrongDueDates(h.database)).toEqual([]);
  });
});

test('a move whose worker was lost is taken up; one that goes on is left alone', async () => {
  await seed(700);
  await put('platform', { authClass: 'api_key', days: 30 });
  await someBatches(1);
  await mover().resume();
  expect((await moves())[0]).toMatchObject({ state: 'running', processed: 40 });
  await h.database.sql(`update due_date_move set progress_at = now() - interval '1 minute'`);
  await mover().resume();
  expect((await moves())[0]).toMatchObject({ state: 'completed', processed: 1200 });
  expect(await wrongDueDates(h.database)).toEqual([]);
});
