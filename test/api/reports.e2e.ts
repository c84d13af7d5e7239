import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseId } from '@drawbridge/catalog';
import { seedConnection, seedCopy } from '../support/due-credentials.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { stopGently } from '../support/stop-gently.ts';

let h: Harness;
beforeAll(async () => {
  h = await startHarness({ background: false });
  const { acme, globex } = h.world;
  await seedConnection(h.database, acme, { name: '=Late', set: '400 days' });
  await seedConnection(h.database, acme, { name: 'Soon', set: '80 days', appId: 'slack' });
  await seedConnection(h.database, acme, { name: 'Fresh', set: '5 days' });
  await seedConnection(h.database, acme, { name: 'Never', set: '100 days', appId: 'github', state: 'needs_reauth' });
  await seedConnection(h.database, acme, { name: 'Gone', set: '900 days', state: 'revoked' });
  await seedConnection(h.database, globex, { name: 'Theirs', set: '100 days' });
  await seedCopy(h.database, globex, { name: 'Copy', set: '200 days' });
  expect((await acme.admin.put('/rotation/policies', { appId: 'github', days: null })).status).toBe(200);
  await h.database.sql(
    `update connection set health = '{"outcome": "failed"}', first_used_at = now() where name = 'Soon'`,
  );
  await h.database.sql(
    `insert into use_by_day (tenant_id, day, uses, denied) values ($1, current_date at time zone 'UTC', 7, 1), ($1, current_date - 3, 5, 0), ($1, current_date - 40, 9, 9), ($2, current_date - 3, 100, 0)`,
    [parseId('tenant', acme.id), parseId('tenant', globex.id)],
  );
}, 60_000);
afterAll(() => stopGently(h));

describe('the rotation report', () => {
  test('is not for members, keys or strangers', async () => {
    expect((await h.anonymous.get('/reports/rotation')).status).toBe(401);
    expect((await h.world.acme.member.get('/reports/rotation')).status).toBe(403);
    expect((await h.world.acme.workflow.get('/reports/rotation')).status).toBe(403);
    expect((await h.world.acme.admin.get('/reports/rotation?format=xml')).status).toBe(400);
  });

  test('counts the own tenant', async () => {
    const { acme } = h.world;
    const { status, body } = await acme.admin.get('/reports/rotation');
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { scope: 'tenant', totals: { credentials: 4, ok: 1, dueSoon: 1, overdue: 1, noPolicy: 1 } },
    });
    expect(body.byAge.map(({ key, total }: { key: string; total: number }) => [key, total])).toEqual([
      ['under_30', 1],
      ['under_90', 1],
      ['under_180', 1],
      ['under_365', 0],
      ['older', 1],
    ]);
    expect(body.byApp).toEqual([
      { key: 'stripe', label: 'Stripe', total: 2, overdue: 1, dueSoon: 0 },
      { key: 'github', label: 'GitHub', total: 1, overdue: 0, dueSoon: 0 },
      { key: 'slack', label: 'Slack', total: 1, overdue: 0, dueSoon: 1 },
    ]);
    expect(body.byTenant).toEqual([{ key: acme.id, label: 'Acme', total: 4, overdue: 1, dueSoon: 1 }]);
  });

  test('counts every tenant and the published copies for platform roles', async () => {
    const { acme, globex, compliance, systemAdmin } = h.world;
    for (const actor of [compliance, systemAdmin]) {
      const { body } = await actor.get('/reports/rotation');
      expect(body).toMatchObject({
        scope: 'platform',
        totals: { credentials: 6, ok: 1, dueSoon: 1, overdue: 3, noPolicy: 1 },
      });
      expect(body.byTenant.map(({ key, total }: { key: string; total: number }) => [key, total])).toEqual(
        expect.arrayContaining([
          [acme.id, 4],
          [globex.id, 1],
          ['published_copies', 1],
        ]),
      );
    }
  });

  test('is also a CSV file', async () => {
    const { acme } = h.world;
    await h.database.sql(`update tenant set name = '=Acme, "Inc"' where id = $1`, [parseId('tenant', acme.id)]);
    const reply = await acme.admin.get('/reports/rotation?format=csv');
    await h.database.sql(`update tenant set name = 'Acme' where id = $1`, [parseId('tenant', acme.id)]);
    expect(reply.status).toBe(200);
    expect(reply.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(reply.headers['content-disposition']).toMatch(/^attachment; filename="rotation-\d{4}-\d\d-\d\d\.csv"$/);
    const lines = reply.text.split('\r\n');
    expect(lines[0]).toBe('group,key,label,credentials,overdue,due soon,ok,no policy');
    expect(lines[1]).toMatch(/^total,tenant,As of [^,]+,4,1,1,1,1$/);
    expect(lines).toContain('age,under_90,30 to 89 days,1,0,1,,');
    expect(lines).toContain('app,slack,Slack,1,0,1,,');
    expect(lines).toContain(`tenant,${acme.id},"'=Acme, ""Inc""",4,1,1,,`);
  });
});

describe('the start page', () => {
  test('is for people', async () => {
    expect((await h.anonymous.get('/dashboard')).status).toBe(401);
    expect((await h.world.acme.workflow.get('/dashboard')).status).toBe(403);
  });

  test('shows a tenant its own figures', async () => {
    const { acme } = h.world;
    for (const actor of [acme.admin, acme.member]) {
      const { status, body } = await actor.get('/dashboard');
      expect({ status, body }).toMatchObject({
        status: 200,
        body: {
          connections: { active: 3, needsReauth: 1, revoked: 1, failing: 1, pendingFirstUse: 3 },
          publications: { pending: 0, approving: 0 },
          globalConnections: { published: 1 },
          rotation: { overdue: 1, dueSoon: 1, ok: 1 },
        },
      });
      expect(body.usesByDay).toHaveLength(14);
      expect(body.usesByDay.at(-1)).toMatchObject({ day: new Date().toISOString().slice(0, 10), uses: 7, denied: 1 });
      expect(body.usesByDay.at(-4)).toMatchObject({ uses: 5, denied: 0 });
      expect(body.usesByDay.at(0)).toMatchObject({ uses: 0, denied: 0 });
    }
  });

  test('shows platform roles the whole platform', async () => {
    const { body } = await h.world.systemAdmin.get('/dashboard');
    expect(body).toMatchObject({
      connections: { active: 4, needsReauth: 1 },
      rotation: { overdue: 3, dueSoon: 1, ok: 1 },
    });
    expect(body.usesByDay.at(-4)).toMatchObject({ uses: 105 });
  });

  test('shows the newest events that the caller may read', async () => {
    const { acme, globex } = h.world;
    const recent = async (actor: typeof acme.admin) =>
      (await actor.get('/dashboard')).body.recent.map(({ action }: { action: string }) => action);
    expect(await recent(acme.admin)).toContain('rotation_policy.set');
    expect(await recent(acme.member)).not.toContain('rotation_policy.set');
    expect(await recent(globex.admin)).not.toContain('rotation_policy.set');
    expect((await recent(h.world.compliance)).length).toBeLessThanOrEqual(8);
  });
});
