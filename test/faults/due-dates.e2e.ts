import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseId } from '@drawbridge/catalog';
import { ApiProcess, endApiProcesses } from '../support/api-process.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { seedMany, wrongDueDates } from '../support/rotation-reference.ts';
import { stopGently } from '../support/stop-gently.ts';
import { until } from '../support/until.ts';

let h: Harness;
beforeAll(async () => {
  h = await startHarness({ background: false });
  for (const tenant of [h.world.acme, h.world.globex])
    await seedMany(h.database, parseId('tenant', tenant.id), parseId('user', tenant.member.id), 1500);
}, 60_000);
afterAll(async () => {
  await endApiProcesses();
  await stopGently(h);
});

const state = async () => {
  const [move] = await h.database.sql<{ state: string; processed: number; total: number }>(
    'select state, processed, total from due_date_move',
  );
  return move;
};

test('killed after each batch, the next process goes on from there until every due date is right', async () => {
  expect((await h.world.systemAdmin.put('/rotation/policies', { appId: 'slack', days: 17 })).status).toBe(200);
  expect((await h.world.systemAdmin.put('/rotation/policies', { authClass: 'custom', days: 18 })).status).toBe(200);
  const reached: number[] = [];
  for (let kills = 0; kills < 2; kills++) {
    const api = await ApiProcess.start(h.database, { env: { FAULT_AT: 'due_dates.moved' } });
    expect(await api.ended).toBe('SIGKILL');
    reached.push((await state())?.processed ?? -1);
    expect((await wrongDueDates(h.database)).length).toBeGreaterThan(0);
    // In place of waiting until its worker is taken for lost.
    await h.database.sql(`update due_date_move set progress_at = now() - interval '1 minute'`);
  }
  expect(reached).toEqual([500, 1000]);
  const api = await ApiProcess.start(h.database);
  await until('the move has come to its end', async () => (await state())?.state === 'completed', 30_000);
  expect(await wrongDueDates(h.database)).toEqual([]);
  expect(await state()).toMatchObject({ processed: 2572, total: 2572 });
  expect(api.output).not.toMatch(/"level":(50|60)/);
}, 300_000);
