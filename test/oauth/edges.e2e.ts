import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseId } from '@drawbridge/catalog';
import { startHarness, type Harness } from '../support/harness.ts';
import { connectSandbox, consent, registerClient, start, startSandbox, type TestSandbox } from '../support/sandbox.ts';

let h: Harness;
let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
  h = await startHarness({ env: sandbox.env, background: false });
}, 60_000);
afterAll(async () => {
  await h.stop();
  await sandbox.close();
});

test('somebody who comes back after the session has ended is told so on a page, and nothing is connected', async () => {
  await registerClient(h.world.systemAdmin);
  const { authorizationUrl } = await start(h.world.acme.admin, 'Signed out');
  const page = await h.anonymous.get(await consent(authorizationUrl, 'Ada')).set('accept', 'text/html');
  expect([page.status, page.headers['content-type']]).toEqual([401, 'text/html; charset=utf-8']);
  expect(page.text).toContain('<h1>Authorization rejected</h1>');
  expect(page.text).toContain(
    'Your session in Drawbridge has ended, so nothing was connected. Sign in and start again.',
  );
  expect(page.headers).toMatchObject({
    'cache-control': 'no-store',
    'content-security-policy': expect.stringContaining("default-src 'none'; script-src 'self'"),
  });
  expect(await h.database.sql('select id from connection')).toEqual([]);
  const refused = await h.world.acme.workflow.get('/oauth/callback?code=a&state=b').set('accept', 'text/html,*/*');
  expect([refused.status, refused.headers['content-type']]).toEqual([403, 'text/html; charset=utf-8']);
});

test('an OAuth client that is removed while a person is at the provider ends the attempt, and says why', async () => {
  const { admin } = h.world.acme;
  const own = await registerClient(admin);
  const { attemptId, authorizationUrl } = await start(admin, 'Removed meanwhile');
  const back = await consent(authorizationUrl, 'Ada');
  expect((await admin.delete(`/oauth-clients/${own}`)).status).toBe(204);
  const page = await admin.get(back);
  expect([page.status, page.text]).toEqual([400, expect.stringContaining('it was removed here while you were away')]);
  expect((await admin.get(`/connections/${attemptId}/test`)).body).toMatchObject({
    state: 'failed',
    error: { code: 'authorization_rejected', message: expect.stringContaining('does not accept the OAuth client') },
  });
  const [draft] = await h.database.sql<{ state: string }>(
    'select s.state from secret s join attempt a on a.secret_id = s.id where a.id = $1',
    [parseId('attempt', attemptId)],
  );
  expect(draft?.state).not.toBe('live');
});

test('the owner is told once each time that a connection comes to need a person, not once in its life', async () => {
  const { member, workflow } = h.world.acme;
  const id = await connectSandbox(member, 'Twice');
  const told = async () =>
    (await h.database.sql(`select id from notification where title = 'Twice needs to be reauthorized'`)).length;
  const mails = async () =>
    (await h.database.sql(`select 1 from graphile_worker.jobs where key like $1`, [`mail:needs-reauth:${id}:%`]))
      .length;
  const expire = () =>
    h.database.sql(`update connection set token_expires_at = now() - interval '1 second' where id = $1`, [
      parseId('connection', id),
    ]);
  await sandbox.forgetGrants();
  await expire();
  const calls = Array.from({ length: 5 }, () => workflow.post('/credentials/resolve', { connectionId: id }));
  for (const reply of await Promise.all(calls)) expect(reply.body.code).toBe('connection_needs_reauth');
  expect([await told(), await mails()]).toEqual([1, 1]);
  // An administrator of the provider brings the account back, and takes it away again.
  await h.database.sql(`update connection set state = 'active', refresh_retry_at = null where id = $1`, [
    parseId('connection', id),
  ]);
  await workflow.post('/credentials/resolve', { connectionId: id });
  expect([await told(), await mails()]).toEqual([2, 2]);
});
