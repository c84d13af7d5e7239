import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { parseId, type ConnectionToReviewView } from '@drawbridge/catalog';
import { seedConnection } from '../support/due-credentials.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { walk } from '../support/pages.ts';
import { stopGently } from '../support/stop-gently.ts';

const path = '/connection-reviews';
const note = 'Used once a year, for the annual statement.';

let h: Harness;
beforeAll(async () => {
  h = await startHarness({ background: false });
}, 60_000);
afterAll(() => stopGently(h));
beforeEach(() => h.database.sql('truncate connection_review, connection cascade'));

/** A connection that nothing is wrong with, but for what is said. */
async function seed(name: string, wrong: Record<string, string> = {}, more: { appId?: string; ownerId?: string } = {}) {
  const { id, uuid } = await seedConnection(h.database, h.world.acme, { name, set: '5 days', ...more });
  const set = { is_default: 'true', last_used_at: 'now()', ...wrong };
  await h.database.sql(
    `update connection set ${Object.entries(set)
      .map(([column, value]) => `${column} = ${value}`)
      .join(', ')} where id = $1`,
    [uuid],
  );
  return id;
}
const review = async (actor = h.world.acme.admin, query = '') =>
  ((await actor.get(`${path}${query}`)).body as { items: ConnectionToReviewView[] }).items;
const reasonsOf = (rows: ConnectionToReviewView[]) =>
  Object.fromEntries(rows.map(({ name, reasons }) => [name, reasons.map(({ code }) => code)]));

test('the review is for administrators of the tenant, and for compliance to read', async () => {
  const { acme, globex, compliance, systemAdmin } = h.world;
  const id = await seed('Stripe');
  expect((await h.anonymous.get(path)).status).toBe(401);
  for (const actor of [acme.member, acme.workflow, systemAdmin]) {
    expect((await actor.get(path)).status).toBe(403);
    expect((await actor.post(`/connections/${id}/reviews`, { note })).status).toBe(403);
  }
  expect((await compliance.post(`/connections/${id}/reviews`, { note })).status).toBe(403);
  expect((await compliance.get(path)).body).toMatchObject({ status: 400, code: 'invalid_input' });
  expect((await compliance.get(path)).text).toContain('tenantId');
  expect(await review(compliance, `?tenantId=${acme.id}`)).toHaveLength(1);
  expect(await review(compliance, `?tenantId=${globex.id}`)).toEqual([]);
  expect(await review(globex.admin)).toEqual([]);
  expect(await review(globex.admin, `?tenantId=${acme.id}`)).toEqual([]);
  expect((await globex.admin.post(`/connections/${id}/reviews`, { note })).status).toBe(404);
});

test('each reason to look is found, and nothing else', async () => {
  const { acme, globex } = h.world;
  await seed('Fine payments');
  await seed('Long unused', { last_used_at: `now() - interval '91 days'` }, { appId: 'slack' });
  await seed('Used in time', { last_used_at: `now() - interval '89 days'`, is_default: 'false' }, { appId: 'slack' });
  await seed('Never used', { last_used_at: 'null', created_at: `now() - interval '31 days'` }, { appId: 'github' });
  await seed('Young', { last_used_at: 'null', is_default: 'false' }, { appId: 'github' });
  await seed('Failing', { health: `'{"outcome": "failed"}'` }, { appId: 'notion' });
  await seed('Signed out', { state: `'needs_reauth'` }, { appId: 'linear' });
  await seed('Left behind', {}, { appId: 'airtable', ownerId: globex.member.id });
  const revoked = `state = 'revoked', revoked_at = now(), is_default = false, secret_id = null`;
  const gone = await seed('Long gone', { last_used_at: `now() - interval '400 days'` }, { appId: 'hubspot' });
  await h.database.sql(`update connection set ${revoked} where id = $1`, [parseId('connection', gone)]);
  const rows = await review();
  expect(reasonsOf(rows)).toEqual({
    'Long unused': ['unused'],
    'Never used': ['never_used'],
    Failing: ['failing'],
    'Signed out': ['failing'],
    'Left behind': ['owner_gone'],
  });
  expect(rows.find(({ name }) => name === 'Left behind')).toMatchObject({
    owner: { name: 'A former member' },
    reasons: [{ message: 'Its owner is no longer a member.' }],
  });
  expect(rows.find(({ name }) => name === 'Failing')?.owner.name).toBe(acme.member.name);
});

test('several connections of an app without a default are told by the newest one', async () => {
  const { admin } = h.world.acme;
  const both = [await seed('North', { is_default: 'false' }), await seed('South', { is_default: 'false' })].sort();
  await seed('Only one', { is_default: 'false' }, { appId: 'github' });
  const [row, ...others] = await review();
  expect(others).toEqual([]);
  expect(row).toMatchObject({
    id: both[1],
    reasons: [{ code: 'no_default', message: 'There are several Stripe connections and none is the default.' }],
  });
  expect((await admin.patch(`/connections/${both[0]}`, { isDefault: true })).status).toBe(200);
  expect(await review()).toEqual([]);
});

test.each([
  ['Stripe', true],
  ['stripe', true],
  ['My Stripe account', true],
  ['Stripe API key 2', true],
  ['New connection', true],
  ['test', true],
  ['12', true],
  ['Stripe Europe', false],
  ['Stripe test', false],
  ['請求書', false],
  ['Buchhaltung', false],
])('the name %p is unclear: %p', async (name, unclear) => {
  await seed(name);
  expect(reasonsOf(await review())).toEqual(unclear ? { [name]: ['unclear_name'] } : {});
});

test('the account stands beside the name', async () => {
  await seed('Stripe', { external_account_id: `'acct_1'`, external_account_label: `'Acme GmbH'` });
  expect(await review()).toMatchObject([{ externalAccount: { id: 'acct_1', label: 'Acme GmbH' }, appName: 'Stripe' }]);
});

test('what is kept leaves the review for 90 days, with who, when and why', async () => {
  const { admin } = h.world.acme;
  const id = await seed('Stripe', { health: `'{"outcome": "failed"}'` });
  const reply = await admin.post(`/connections/${id}/reviews`, { note: ` ${note} `, version: 1 });
  expect(reply.status).toBe(201);
  expect(reply.body).toMatchObject({ connectionId: id, note, reasons: ['unclear_name', 'failing'] });
  const { reviewedAt, until } = reply.body as { reviewedAt: string; until: string };
  expect(Date.parse(until) - Date.parse(reviewedAt)).toBe(90 * 86_400_000);
  expect(await review()).toEqual([]);
  const [event] = await h.database.sql(
    `select tenant_id, actor_name, target_id, reason, changes from audit_event where action = 'connection.reviewed' order by at desc limit 1`,
  );
  expect(event).toEqual({
    tenant_id: parseId('tenant', h.world.acme.id),
    actor_name: admin.name,
    target_id: id,
    reason: note,
    changes: { reasons: { before: null, after: ['unclear_name', 'failing'] } },
  });
  await h.database.sql(`update connection_review set reviewed_at = now() - interval '91 days'`);
  expect(await review()).toMatchObject([{ id, lastReview: { by: { name: admin.name }, note } }]);
});

test('a note is required, a stale version and a revoked connection are refused', async () => {
  const { admin } = h.world.acme;
  const id = await seed('Stripe');
  const keep = async (body: object) => (await admin.post(`/connections/${id}/reviews`, body)).body as object;
  expect(await keep({})).toMatchObject({ status: 400, errors: [{ pointer: '/note' }] });
  expect(await keep({ note: '  ' })).toMatchObject({ status: 400 });
  expect(await keep({ note, version: 7 })).toMatchObject({ status: 409, code: 'stale_version' });
  await h.database.sql(`update connection set state = 'revoked', revoked_at = now(), is_default = false`);
  expect(await keep({ note })).toMatchObject({ status: 422, code: 'connection_revoked' });
  expect(await h.database.sql('select 1 from connection_review')).toEqual([]);
});

test('the review is walked page by page, the newest first', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 5; n++) ids.push(await seed(`${n}`, { is_default: `${n === 0}` }));
  expect(await walk(h.world.acme.admin, path, 2)).toEqual(ids.sort().reverse());
});
