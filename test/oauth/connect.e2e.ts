import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startHarness, type Harness } from '../support/harness.ts';
import {
  clientSecret,
  connectSandbox,
  consent,
  registerClient,
  start,
  startSandbox,
  type TestSandbox,
} from '../support/sandbox.ts';

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

test('without an OAuth client the method is not available, and says who has to do what', async () => {
  const { admin } = h.world.acme;
  const app = await admin.get('/apps/sandbox');
  expect(app.body.methods[0]).toMatchObject({
    available: false,
    unavailableReason: 'No OAuth client is configured for this app.',
  });
  const refused = await admin.post('/connections', { appId: 'sandbox', authMethod: 'oauth2', name: 'Early' });
  expect(refused.body).toMatchObject({
    status: 422,
    code: 'app_unavailable',
    detail:
      'No accounts or authentication methods available for Sandbox provider. Please contact your administrator to configure OAuth providers.',
  });
});

test("the platform's client is there for every tenant, without its secret, and only for the platform to change", async () => {
  const id = await registerClient(h.world.systemAdmin);
  const { admin, member } = h.world.acme;
  expect((await admin.get('/apps/sandbox')).body.methods[0].available).toBe(true);
  const list = await admin.get('/oauth-clients');
  expect(list.body.items).toEqual([expect.objectContaining({ id, scope: 'platform', hasSecret: true })]);
  expect(list.body.redirectUri).toBe('http://127.0.0.1:3999/api/v1/oauth/callback');
  expect(list.text).not.toContain(clientSecret);
  expect((await admin.patch(`/oauth-clients/${id}`, { clientSecret: 'x' })).status).toBe(403);
  expect((await member.get('/oauth-clients')).status).toBe(403);
  const second = await h.world.systemAdmin.post('/oauth-clients', {
    appId: 'sandbox',
    authMethod: 'oauth2',
    clientId: 'a',
    clientSecret: 'b',
  });
  expect(second.body).toMatchObject({ status: 409, code: 'already_exists' });
});

test('a person authorizes, comes back, and the connection resolves to an access token and nothing that renews it', async () => {
  const { member, workflow } = h.world.acme;
  const { attemptId, authorizationUrl } = await start(member, 'Ada');
  const asked = new URL(authorizationUrl).searchParams;
  expect(asked.get('code_challenge_method')).toBe('S256');
  expect(asked.get('state')?.length).toBeGreaterThanOrEqual(43);
  expect(asked.get('nonce')).toBeTruthy();
  const waiting = await member.get(`/connections/${attemptId}/test`);
  expect(waiting.body).toEqual({
    attemptId,
    state: 'pending',
    test: { token: 'undecided', api: 'undecided', permissions: 'undecided' },
  });
  const page = await member
    .get(await consent(authorizationUrl, 'ada'))
    .set('sec-fetch-site', 'cross-site')
    .set('sec-fetch-mode', 'navigate');
  expect({ status: page.status, text: page.text }).toMatchObject({
    status: 200,
    text: expect.stringContaining(attemptId),
  });
  expect(page.text).not.toMatch(/<script>|javascript:|onload|https?:\/\//);
  expect(page.headers).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'unsafe-none',
    'content-security-policy': expect.stringContaining("default-src 'none'; script-src 'self'"),
  });
  const tested = await member.get(`/connections/${attemptId}/test`);
  expect(tested.body).toMatchObject({
    state: 'succeeded',
    externalAccount: { id: 'ada', label: 'ada' },
    test: { token: 'ok', api: 'ok', permissions: 'ok' },
    scopes: { before: null, granted: ['openid', 'profile', 'offline_access'] },
  });
  const id: string = tested.body.connectionId;
  const shown = await member.get(`/connections/${id}`);
  expect(shown.body).toMatchObject({
    state: 'active',
    oauth: { clientScope: 'platform', renews: true, grantedScopes: ['openid', 'profile', 'offline_access'] },
  });
  const resolved = await workflow.post('/credentials/resolve', { connectionId: id });
  expect(resolved.body).toMatchObject({ source: 'named', expiresAt: shown.body.oauth.tokenExpiresAt });
  expect(Object.keys(resolved.body.fields).sort()).toEqual(['access_token', 'client_id']);
  const me = await fetch(`${sandbox.url}/me`, {
    headers: { authorization: `Bearer ${resolved.body.fields.access_token}` },
  });
  expect(await me.json()).toMatchObject({ sub: 'ada' });
  expect((await member.get(`/connections/${id}/check`)).body).toMatchObject({ state: 'active', test: { token: 'ok' } });
});

test('what the provider or the person refuses is told, and nothing is stored', async () => {
  const { member } = h.world.acme;
  const { attemptId, authorizationUrl } = await start(member, 'Denied');
  const page = await member.get(await consent(authorizationUrl, 'dan', 'cancel'));
  expect(page.status).toBe(400);
  expect(page.text).toContain('Authorization rejected');
  const tested = await member.get(`/connections/${attemptId}/test`);
  expect(tested.body).toMatchObject({
    state: 'failed',
    error: {
      code: 'authorization_rejected',
      title: 'Authorization rejected',
      message: 'Sandbox provider says: The person said no. (access_denied).',
    },
  });
});

test('the same account again updates its connection; reauthorizing keeps the id and refuses another account unless confirmed', async () => {
  const { admin, workflow } = h.world.globex;
  const id = await connectSandbox(admin, 'Gus');
  const before = await workflow.post('/credentials/resolve', { connectionId: id });
  expect(await connectSandbox(admin, 'Gus again', 'Gus')).toBe(id);
  const authorize = async (account: string, confirmAccountChange: boolean) => {
    const reply = await admin.post(`/connections/${id}/reauthorize`, { confirmAccountChange });
    expect(reply.status).toBe(201);
    await admin.get(await consent(reply.body.authorizationUrl, account));
    return (await admin.get(`/connections/${reply.body.attemptId}/test`)).body;
  };
  expect(await authorize('Gus', false)).toMatchObject({ state: 'succeeded', connectionId: id });
  expect(await authorize('Somebody', false)).toMatchObject({
    state: 'failed',
    error: { code: 'different_account', message: 'You connected Somebody; this connection is Gus.' },
  });
  expect(await authorize('Somebody', true)).toMatchObject({ state: 'succeeded', connectionId: id });
  const after = await workflow.post('/credentials/resolve', { connectionId: id });
  expect(after.body.externalAccount.id).toBe('Somebody');
  expect(after.body.fields.access_token).not.toBe(before.body.fields.access_token);
  expect((await admin.post(`/connections/${id}/rotate`, { fields: {} })).body.code).toBe('oauth_unsupported');
});

test('revoking ends the grant at the provider too, and says how that went', async () => {
  const { admin, workflow } = h.world.globex;
  const id = await connectSandbox(admin, 'Rita');
  const { fields } = (await workflow.post('/credentials/resolve', { connectionId: id })).body;
  expect((await admin.post(`/connections/${id}/revoke`, { reason: 'Over.' })).status).toBe(200);
  const me = await fetch(`${sandbox.url}/me`, { headers: { authorization: `Bearer ${fields.access_token}` } });
  expect(me.status).toBe(401);
  expect((await admin.get(`/connections/${id}`)).body.oauth.providerRevocation).toEqual({
    outcome: 'success',
    at: expect.any(String),
  });
  const events = await admin.get(`/audit-events?targetId=${id}&limit=100`);
  expect(events.body.items).toEqual(
    expect.arrayContaining([expect.objectContaining({ action: 'connection.provider_revocation', outcome: 'success' })]),
  );
});

test('a re-authorization that grants less is refused, with what was granted, what is now, and what is missing and why', async () => {
  const { admin } = h.world.globex;
  const id = await connectSandbox(admin, 'Less');
  const started = await admin.post(`/connections/${id}/reauthorize`, {});
  const narrowed = new URL(started.body.authorizationUrl);
  narrowed.searchParams.set('scope', 'openid offline_access');
  await admin.get(await consent(narrowed.href, 'Less'));
  const tested = await admin.get(`/connections/${started.body.attemptId}/test`);
  const { scopes } = tested.body;
  expect(tested.body).toMatchObject({
    state: 'failed',
    test: { token: 'ok', api: 'ok', permissions: 'failed' },
    error: { code: 'missing_scope', message: 'Missing: profile (Shows the name beside the connection).' },
  });
  expect(scopes.before).toEqual(['openid', 'profile', 'offline_access']);
  expect(scopes.granted).toEqual(['openid', 'offline_access']);
  expect(scopes.required).toContainEqual({
    name: 'profile',
    why: 'Shows the name beside the connection.',
    granted: false,
  });
  const kept = await admin.get(`/connections/${id}`);
  expect(kept.body).toMatchObject({ state: 'active', oauth: { grantedScopes: scopes.before } });
  expect(kept.body.oauth.requiredScopes.every(({ granted }: { granted: boolean }) => granted)).toBe(true);
});

test('no secret of it all is in the database', async () => {
  const tables = ['attempt', 'connection', 'oauth_client', 'audit_event', 'notification', 'secret'];
  for (const table of tables) {
    const rows = await h.database.sql(`select t::text as line from ${table} t`);
    expect(JSON.stringify(rows)).not.toContain(clientSecret);
  }
});
