import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { parseId } from '@drawbridge/catalog';
import pg from 'pg';
import { seedConnection } from '../support/due-credentials.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { walk } from '../support/pages.ts';
import { stopGently } from '../support/stop-gently.ts';

const path = '/reports/rotation/sign-offs';
const statement = 'I have looked at the overdue credentials and asked their owners.';

let h: Harness;
beforeAll(async () => {
  h = await startHarness({ background: false });
  await seedConnection(h.database, h.world.acme, { name: 'Late', set: '400 days' });
  await seedConnection(h.database, h.world.acme, { name: 'Fresh', set: '5 days', appId: 'slack' });
}, 60_000);
afterAll(() => stopGently(h));
beforeEach(() => h.database.sql('truncate sign_off'));

const seen = async () => (await h.world.compliance.get('/reports/rotation')).body as { digest: string };
const sign = async (words = statement) =>
  h.world.compliance.post(path, { statement: words, digest: (await seen()).digest });
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

test('compliance alone signs off: nobody else, and no tenant for itself', async () => {
  const { acme, systemAdmin } = h.world;
  const { digest } = (await acme.admin.get('/reports/rotation')).body as { digest: string };
  const body = { statement, digest };
  expect((await h.anonymous.post(path, body)).status).toBe(401);
  for (const actor of [systemAdmin, acme.admin, acme.member, acme.workflow])
    expect((await actor.post(path, body)).body).toMatchObject({ status: 403, code: 'forbidden' });
  expect((await systemAdmin.get(path)).status).toBe(200);
  for (const actor of [acme.admin, acme.member, acme.workflow]) expect((await actor.get(path)).status).toBe(403);
  expect(await h.database.sql('select 1 from sign_off')).toEqual([]);
});

test.each([
  ['no statement', { statement: undefined }, '/statement'],
  ['a blank one', { statement: '   ' }, '/statement'],
  ['one word', { statement: 'Checked' }, '/statement'],
  ['no digest', { digest: undefined }, '/digest'],
  ['a digest that is none', { digest: 'abc' }, '/digest'],
  ['figures of its own', { figures: { totals: {} } }, ''],
])('is refused with %s', async (_what, wrong, pointer) => {
  const reply = await h.world.compliance.post(path, { statement, ...(await seen()), ...wrong });
  expect(reply.body).toMatchObject({ status: 400, code: 'invalid_input' });
  if (pointer) expect(JSON.stringify(reply.body.errors)).toContain(`"${pointer}"`);
});

test('a sign-off freezes the figures, the person, the moment and the statement, and leaves an event', async () => {
  const { compliance } = h.world;
  const report = (await compliance.get('/reports/rotation')).body as Record<string, unknown>;
  const reply = await compliance.post(path, { statement: `  ${statement} `, digest: report['digest'] });
  expect(reply.status).toBe(201);
  const { generatedAt: _at, digest, ...figures } = report;
  expect(reply.body).toEqual({
    id: expect.stringMatching(/^sig_/),
    kind: 'rotation_report',
    tenant: null,
    signedBy: { id: compliance.id, name: compliance.name },
    signedAt: expect.any(String),
    statement,
    digest,
    totals: figures['totals'],
    previous: null,
  });
  const file = await compliance.get(`/sign-offs/${reply.body.id}/file`).buffer(true);
  expect(file.headers['content-type']).toBe('application/json');
  expect(JSON.parse(file.text)).toEqual(figures);
  expect(sha256(file.text)).toBe(digest);
  const [event] = await h.database.sql(
    `select tenant_id, target_id, actor_name, reason, changes from audit_event where action = 'rotation_report.signed_off' order by at desc limit 1`,
  );
  expect(event).toMatchObject({
    tenant_id: null,
    target_id: reply.body.id,
    actor_name: compliance.name,
    reason: statement,
    changes: { digest: { before: null, after: digest }, credentials: { before: null, after: 2 } },
  });
});

test('the digest is of the figures and not of the moment', async () => {
  const first = await seen();
  expect(await seen()).toMatchObject({ digest: first.digest });
  expect(first.digest).toMatch(/^[0-9a-f]{64}$/);
});

test('figures that changed since they were seen are not signed off', async () => {
  const { compliance, acme } = h.world;
  const { digest } = await seen();
  const { uuid } = await seedConnection(h.database, acme, { name: 'Meanwhile', set: '1 day' });
  const reply = await compliance.post(path, { statement, digest });
  expect(reply.body).toMatchObject({ status: 409, code: 'figures_changed', title: 'The figures have changed' });
  expect(await h.database.sql('select 1 from sign_off')).toEqual([]);
  await h.database.sql('delete from connection where id = $1', [uuid]);
  expect((await compliance.post(path, { statement, digest })).status).toBe(201);
});

test('the list is walked page by page, each row with the one before it', async () => {
  const { compliance } = h.world;
  const ids: string[] = [];
  for (const nth of ['first', 'second', 'third'])
    ids.unshift(((await sign(`The ${nth} look.`)).body as { id: string }).id);
  expect(await walk(compliance, path, 2)).toEqual(ids);
  const page = (await compliance.get(`${path}?limit=2`)).body.items as {
    id: string;
    previous: { id: string } | null;
  }[];
  expect(page.map(({ previous }) => previous?.id)).toEqual(ids.slice(1));
  expect(page[0]).toMatchObject({ totals: { credentials: 2 }, previous: { totals: { credentials: 2 } } });
  expect((await compliance.get(`${path}?cursor=nonsense`)).body).toMatchObject({ status: 400, code: 'invalid_input' });
});

test('two sign-offs are compared figure by figure', async () => {
  const { compliance, acme } = h.world;
  const first = (await sign()).body as { id: string };
  const { uuid } = await seedConnection(h.database, acme, { name: 'Later', set: '200 days', appId: 'github' });
  const second = (await sign()).body as { id: string; previous: { id: string; totals: object } };
  const third = (await sign()).body as { id: string };
  await h.database.sql('delete from connection where id = $1', [uuid]);
  expect(second).toMatchObject({ totals: { credentials: 3 }, previous: { id: first.id, totals: { credentials: 2 } } });

  const { body } = await compliance.get(`/sign-offs/${second.id}/comparison`);
  expect(body).toMatchObject({ signOff: { id: second.id }, against: { id: first.id }, more: false });
  expect(body.changes).toEqual(
    expect.arrayContaining([
      { group: 'totals', label: '', figure: 'credentials', before: 2, after: 3 },
      { group: 'totals', label: '', figure: 'overdue', before: 1, after: 2 },
      { group: 'byApp', label: 'GitHub', figure: 'total', before: null, after: 1 },
    ]),
  );
  expect(JSON.stringify(body.changes)).not.toContain('Slack');
  expect((await compliance.get(`/sign-offs/${third.id}/comparison`)).body.changes).toEqual([]);
  const far = (await compliance.get(`/sign-offs/${first.id}/comparison?against=${third.id}`)).body;
  expect(far.changes).toContainEqual({ group: 'byApp', label: 'GitHub', figure: 'total', before: 1, after: null });
  expect((await compliance.get(`/sign-offs/${first.id}/comparison`)).body).toMatchObject({
    against: null,
    changes: [],
  });
});

test('a frozen report is also a CSV file that names its digest, with formulas made harmless', async () => {
  const { compliance } = h.world;
  const { id, digest } = (await sign('=SUM(A1) is what I state.')).body as { id: string; digest: string };
  const reply = await compliance.get(`/sign-offs/${id}/file?format=csv`).buffer(true);
  expect(reply.headers['content-disposition']).toBe(`attachment; filename="rotation-report-${id}.csv"`);
  const lines = reply.text.split('\r\n');
  expect(lines[0]).toBe('group,key,label,figure,value');
  expect(lines).toContain(`sign-off,,,sha-256 of the json file,${digest}`);
  expect(lines).toContain("sign-off,,,statement,'=SUM(A1) is what I state.");
  expect(lines).toContain('totals,,,credentials,2');
  expect(lines).toContain('byApp,slack,Slack,total,1');
});

test('the database adds sign-offs and nothing else, and none whose digest is not of its figures', async () => {
  await sign();
  const app = new pg.Client({ connectionString: h.database.appUrl });
  await app.connect();
  try {
    for (const statement of [`update sign_off set statement = 'x y'`, 'delete from sign_off', 'truncate sign_off'])
      await expect(app.query(statement)).rejects.toThrow(/permission denied/);
    await app.query('begin');
    await app.query(`select set_config('app.tenant_id', $1, true), set_config('app.scope', 'tenant', true)`, [
      parseId('tenant', h.world.acme.id),
    ]);
    expect((await app.query('select 1 from sign_off')).rowCount).toBe(0);
    await expect(insert(app, '{"totals":{}}', sha256('{"totals":{}}'))).rejects.toThrow(/row-level security/);
    await app.query('rollback');
    await app.query('begin');
    await app.query(`select set_config('app.scope', 'system', true)`);
    await expect(insert(app, '{"totals":{}}', sha256('other'))).rejects.toThrow(/violates check constraint/);
  } finally {
    await app.end();
  }
});

const insert = (app: pg.Client, figures: string, digest: string) =>
  app.query(
    `insert into sign_off (id, kind, figures, digest, statement, signed_by, signed_by_name, signed_at)
     values (uuidv7(), 'rotation_report', $1, $2, 'It is fine.', $3, 'Cora', now())`,
    [figures, digest, parseId('user', h.world.compliance.id)],
  );
