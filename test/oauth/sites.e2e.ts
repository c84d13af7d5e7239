import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseId } from '@drawbridge/catalog';
import { AttemptTests } from '../../backend/src/attempts/index.ts';
import { runInScope, systemPrincipal } from '../../backend/src/platform/index.ts';
import { SecretSweeper } from '../../backend/src/secrets/index.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { addPlanner, type Planner } from '../support/planner.ts';
import { consent, startSandbox, type TestSandbox } from '../support/sandbox.ts';

let h: Harness;
let sandbox: TestSandbox;
let planner: Planner;
beforeAll(async () => {
  sandbox = await startSandbox();
  h = await startHarness({ env: sandbox.env, background: false });
  planner = await addPlanner(h, sandbox, h.world.systemAdmin);
}, 60_000);
afterAll(async () => {
  await h.stop();
  await sandbox.close();
});

/** What the credential reaches from now on; the ids are the test's own. */
function reaches(mark: string, ...names: string[]) {
  planner.sites = names.map((name) => ({ id: `${mark}-${name.toLowerCase()}`, name }));
  planner.asked.length = 0;
}
const admin = () => h.world.acme.admin;

/** Goes to the provider and back; the page there, and what the attempt then says. */
async function authorize(path: string, body: object) {
  const started = await admin().post(path, body);
  if (started.status !== 201) throw new Error(`no attempt: ${started.text}`);
  const page = await admin().get(await consent(started.body.authorizationUrl, 'ada'));
  const attemptId: string = started.body.attemptId;
  return { attemptId, page, found: (await admin().get(`/connections/${attemptId}/test`)).body };
}
const create = (name: string) => authorize('/connections', { appId: 'planner', authMethod: 'oauth2', name });
const choose = (attemptId: string, id: unknown) => admin().post(`/connections/${attemptId}/choice`, { id });
const undecided = { token: 'undecided', api: 'undecided', permissions: 'undecided' };

test('a grant that reaches several sites waits for the person to choose; the chosen one is what is connected', async () => {
  reaches('first', 'North', 'South');
  const { attemptId, page, found } = await create('Several');
  expect(page.status).toBe(200);
  expect(page.text).toContain('Which site shall be connected?');
  expect(page.text).toContain(`href="/#/connections/create?attempt=${attemptId}"`);
  expect(found).toEqual({
    attemptId,
    state: 'pending',
    question: 'Which site shall be connected?',
    choices: [
      { id: 'first-north', label: 'North' },
      { id: 'first-south', label: 'South' },
    ],
    test: undecided,
  });
  expect(planner.asked).toEqual(['/sites']);
  const chosen = await choose(attemptId, 'first-south');
  expect({ status: chosen.status, body: chosen.body }).toMatchObject({
    status: 200,
    body: { state: 'succeeded', externalAccount: { id: 'first-south', label: 'South' } },
  });
  expect(chosen.body.choices).toBeUndefined();
  const resolved = await h.world.acme.workflow.post('/credentials/resolve', {
    connectionId: chosen.body.connectionId,
  });
  expect(resolved.body.fields).toMatchObject({ site: 'first-south' });
  const events = await admin().get('/audit-events?action=attempt.chosen&limit=10');
  expect(events.body.items).toEqual([expect.objectContaining({ changes: { site: { before: null, after: 'South' } } })]);
});

test('only one site needs no choice', async () => {
  reaches('only', 'Alone');
  const { found } = await create('One');
  expect(found).toMatchObject({ state: 'succeeded', externalAccount: { id: 'only-alone' } });
});

test('asking again while a choice is due calls nobody; the choice is for what was offered, once, and for nobody else', async () => {
  reaches('due', 'North', 'South');
  const { attemptId } = await create('Due');
  planner.asked.length = 0;
  expect((await admin().get(`/connections/${attemptId}/test`)).body.choices).toHaveLength(2);
  expect(planner.asked).toEqual([]);
  const foreign = await choose(attemptId, 'due-west');
  expect(foreign.body).toMatchObject({ status: 400, code: 'invalid_input', errors: [{ pointer: '/id' }] });
  expect((await choose(attemptId, 7)).status).toBe(400);
  expect((await h.world.globex.admin.post(`/connections/${attemptId}/choice`, { id: 'due-north' })).status).toBe(404);
  expect((await h.world.acme.member.post(`/connections/${attemptId}/choice`, { id: 'due-north' })).status).toBe(403);
  const both = await Promise.all([choose(attemptId, 'due-north'), choose(attemptId, 'due-south')]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect((await choose(attemptId, 'due-north')).body).toMatchObject({ status: 409, code: 'invalid_transition' });
});

test('tokens whose site nobody chose are destroyed when the attempt expires', async () => {
  reaches('late', 'North', 'South');
  const { attemptId } = await create('Late');
  const [attempt] = await h.database.sql<{ secret_id: string }>(
    `update attempt set expires_at = now() - interval '1 second' where id = $1 returning secret_id`,
    [parseId('attempt', attemptId)],
  );
  await runInScope({ requestId: null, principal: systemPrincipal }, () => h.app.get(AttemptTests).expireDue());
  await h.app.get(SecretSweeper).sweepQuietly();
  const late = await choose(attemptId, 'late-north');
  expect(late.status).toBe(409);
  expect((await admin().get(`/connections/${attemptId}/test`)).body).toMatchObject({ state: 'expired' });
  const [secret] = await h.database.sql<{ state: string }>('select state from secret where id = $1', [
    attempt?.secret_id,
  ]);
  expect(secret?.state).toBe('destroyed');
});

test('reauthorizing keeps the site while it is reached, asks when it is gone, and refuses another unless confirmed', async () => {
  reaches('again', 'North', 'South');
  const first = await create('Again');
  const { connectionId } = (await choose(first.attemptId, 'again-south')).body;
  const reauthorize = `/connections/${connectionId}/reauthorize`;
  reaches('again', 'North', 'South', 'West');
  const kept = await authorize(reauthorize, {});
  expect(kept.found).toMatchObject({ state: 'succeeded', connectionId, externalAccount: { id: 'again-south' } });
  reaches('again', 'North', 'West');
  const gone = await authorize(reauthorize, {});
  expect(gone.found).toMatchObject({ state: 'pending', choices: [{ id: 'again-north' }, { id: 'again-west' }] });
  const other = await choose(gone.attemptId, 'again-west');
  expect(other.body).toMatchObject({
    state: 'failed',
    error: { code: 'different_account', message: 'You connected West; this connection is South.' },
  });
  const confirmed = await authorize(reauthorize, { confirmAccountChange: true });
  expect((await choose(confirmed.attemptId, 'again-west')).body).toMatchObject({ state: 'succeeded', connectionId });
});

test('a check never takes another site for the one that is gone', async () => {
  reaches('check', 'North', 'South');
  const first = await create('Check');
  const { connectionId } = (await choose(first.attemptId, 'check-south')).body;
  expect((await admin().get(`/connections/${connectionId}/check`)).body.test.permissions).toBe('ok');
  reaches('check', 'North');
  const checked = await admin().get(`/connections/${connectionId}/check`);
  expect(checked.body).toMatchObject({
    state: 'active',
    test: { token: 'ok', api: 'ok', permissions: 'failed' },
    error: { code: 'missing_scope' },
  });
  expect(planner.asked).toEqual(['/sites']);
});

test('a key that reaches several sites is asked about in the same way, and keeps its site when it is rotated', async () => {
  reaches('key', 'North', 'South');
  const started = await admin().post('/connections', {
    appId: 'planner',
    authMethod: 'key',
    name: 'By key',
    fields: { api_key: 'key-canary-0815-4711' },
  });
  const { attemptId } = started.body;
  const found = await admin().get(`/connections/${attemptId}/test`);
  expect(found.body).toMatchObject({ state: 'pending', choices: [{ id: 'key-north' }, { id: 'key-south' }] });
  const chosen = await choose(attemptId, 'key-north');
  expect(chosen.body).toMatchObject({ state: 'succeeded', externalAccount: { id: 'key-north' } });
  const rotated = await admin().post(`/connections/${chosen.body.connectionId}/rotate`, {
    fields: { api_key: 'key-canary-0815-4712' },
  });
  expect(rotated.body).toMatchObject({ state: 'succeeded', externalAccount: { id: 'key-north' } });
});
