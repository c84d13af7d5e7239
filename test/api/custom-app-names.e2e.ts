import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { MikroORM } from '@mikro-orm/postgresql';
import { connectApp, defineApp, freshAppId } from '../support/custom-apps.ts';
import { customDefinition } from '../support/custom-definition.ts';
import { seedConnection } from '../support/due-credentials.ts';
import { eventually } from '../support/eventually.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { stopGently } from '../support/stop-gently.ts';
import type { Client } from '../support/client.ts';
import { postgresAccount } from '../support/targets.ts';

let h: Harness;
/** An id that both tenants gave to an app of theirs, and one of the platform's. */
const [own, shared] = [freshAppId(), freshAppId('custom')];
beforeAll(async () => {
  h = await startHarness();
  const { acme, globex, systemAdmin } = h.world;
  await defineApp(acme.admin, own, { name: 'Acme Depot' });
  await defineApp(globex.admin, own, { name: 'Globex Store' });
  await defineApp(systemAdmin, shared, { name: 'House Wiki' });
  const seed = (tenant: typeof acme, appId: string, name: string) =>
    seedConnection(h.database, tenant, { name, set: '80 days', appId });
  await seed(acme, own, 'Depot');
  await seed(acme, shared, 'Wiki');
  await seed(acme, 'slack', 'Chat');
  await seed(globex, own, 'Store');
}, 60_000);
afterAll(() => stopGently(h));

const named = async (who: Client, path: string): Promise<Record<string, string>> => {
  const { items } = (await who.get(path)).body as { items: { name: string; appName: string }[] };
  return Object.fromEntries(items.map((item) => [item.name, item.appName]));
};
const ofAcme = { Depot: 'Acme Depot', Wiki: 'House Wiki', Chat: 'Slack' };

describe('a custom app is called by its name', () => {
  test('in the lists of connections and of what is due, each by the name in its own tenant', async () => {
    const { acme, compliance, systemAdmin } = h.world;
    expect(await named(acme.admin, '/connections')).toEqual(ofAcme);
    expect(await named(acme.member, '/rotation/due')).toEqual(ofAcme);
    const everybodys = { ...ofAcme, Store: 'Globex Store' };
    expect(await named(compliance, '/connections')).toEqual(everybodys);
    for (const who of [compliance, systemAdmin]) expect(await named(who, '/rotation/due')).toEqual(everybodys);
  });

  test('in the report, where the apps of two tenants are two', async () => {
    const { acme, globex, compliance } = h.world;
    const byApp = async (who: Client) =>
      ((await who.get('/reports/rotation')).body as { byApp: { key: string; label: string; total: number }[] }).byApp
        .map(({ key, label, total }) => [key, label, total])
        .sort();
    const others = [
      [shared, 'House Wiki', 1],
      ['slack', 'Slack', 1],
    ];
    expect(await byApp(acme.admin)).toEqual([...others.slice(0, 1), [own, 'Acme Depot', 1], ...others.slice(1)]);
    expect(await byApp(compliance)).toEqual(
      [
        ...others,
        [`${acme.id}/${own}`, 'Acme Depot (Acme)', 1],
        [`${globex.id}/${own}`, 'Globex Store (Globex)', 1],
      ].sort(),
    );
    const csv = await compliance.get('/reports/rotation?format=csv');
    expect(csv.text).toContain(',Globex Store (Globex),1,');
  });

  test('in a reminder', async () => {
    const { acme } = h.world;
    expect((await acme.admin.post('/rotation/reminder-runs')).status).toBe(201);
    const told = await eventually('the reminder', async () => {
      const { items } = (await acme.member.get('/notifications')).body as { items: { title: string; body: string }[] };
      return items.find(({ title }) => title.includes('"Depot"'));
    });
    expect(told.body).toMatch(/^The Acme Depot credential was set on /);
  });

  test('in the policies that name it, and in the audit trail with the name of that time', async () => {
    const { acme, globex, compliance, systemAdmin } = h.world;
    const put = (who: Client, appId: string) => who.put('/rotation/policies', { appId, days: 30 });
    for (const [who, appId] of [
      [acme.admin, own],
      [globex.admin, own],
      [systemAdmin, shared],
    ] as const)
      expect((await put(who, appId)).status).toBe(200);
    const policies = async (who: Client) =>
      ((await who.get('/rotation/policies')).body as { items: { appName: string | null }[] }).items
        .flatMap(({ appName }) => appName ?? [])
        .sort();
    expect(await policies(acme.member)).toEqual(['Acme Depot', 'House Wiki']);
    expect(await policies(compliance)).toEqual(['Acme Depot', 'Globex Store', 'House Wiki']);
    const { items } = (await acme.admin.get('/audit-events?action=rotation_policy')).body as {
      items: { target: { name: string } }[];
    };
    expect(items.map(({ target }) => target.name)).toEqual(['Acme Depot']);
  });

  test('where its credential is no longer accepted, and where a workflow finds none', async () => {
    const { acme } = h.world;
    const appId = freshAppId();
    await defineApp(acme.admin, appId, { name: 'Acme Ledger' });
    const none = await acme.workflow.post('/credentials/resolve', { appId });
    expect(none.body).toMatchObject({ code: 'no_connection', detail: 'No connection for Acme Ledger.' });
    const account = await postgresAccount(h.database);
    const id = await connectApp(h, acme.admin, appId, account);
    await account.changePassword();
    expect((await acme.admin.get(`/connections/${id}/check`)).body).toMatchObject({ state: 'needs_reauth' });
    const { items } = (await acme.admin.get('/notifications')).body as { items: { body: string }[] };
    expect(items[0]?.body).toMatch(/^Acme Ledger no longer accepts the credential\./);
    const [started] = await h.database.sql(
      `select changes from audit_event where action = 'attempt.started' and changes -> 'appId' ->> 'after' = $1`,
      [appId],
    );
    expect(started).toMatchObject({ changes: { app: { after: 'Acme Ledger' } } });
    const refused = await eventually('the refusal in the trail', async () => {
      const [event] = await h.database.sql(
        `select target_id, target_name from audit_event where action = 'credential.refused'`,
      );
      return event;
    });
    expect(refused).toEqual({ target_id: appId, target_name: 'Acme Ledger' });
  });
});

test('a page of many custom apps takes as many statements as a page of one', async () => {
  const { acme } = h.world;
  const sent = jest.spyOn(h.app.get(MikroORM).em.getConnection(), 'execute');
  const aboutApps = () =>
    sent.mock.calls.filter((call) => JSON.stringify(call.slice(0, 1)).includes('custom_app')).length;
  const statements = async (path: string) => {
    await acme.admin.get(path);
    sent.mockClear();
    const { items } = (await acme.admin.get(path)).body as { items: unknown[] };
    return { rows: items.length, statements: aboutApps() };
  };
  for (const name of ['one', 'two', 'three', 'four', 'five']) {
    const appId = freshAppId();
    await acme.admin.post('/custom-apps', { definition: { ...customDefinition(appId), name } });
    await seedConnection(h.database, acme, { name: `Of ${name}`, set: '85 days', appId });
    await acme.admin.put('/rotation/policies', { appId, days: 31 });
  }
  for (const path of ['/connections?limit=', '/rotation/due?limit=']) {
    const [one, many] = [await statements(`${path}1`), await statements(`${path}8`)];
    expect([path, one.rows, many.rows]).toEqual([path, 1, 8]);
    expect([path, many.statements]).toEqual([path, one.statements]);
    expect(one.statements).toBe(1);
  }
  sent.mockRestore();
});
