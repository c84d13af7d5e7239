import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseId } from '@drawbridge/catalog';
import {
  addVersion,
  clientId,
  connectErp,
  define,
  oauthDefinition,
  register,
  sendOff,
  startWithStandIn,
} from '../support/custom-oauth.ts';
import type { Harness } from '../support/harness.ts';
import { clientSecret, type StandIn } from './stand-in.ts';

let h: Harness;
let standIn: StandIn;
beforeAll(async () => {
  ({ h, standIn } = await startWithStandIn());
}, 60_000);
afterAll(async () => {
  await h.stop();
  standIn.close();
});

const faultsOf = async (definition: object): Promise<string[]> => {
  const { body } = await h.world.acme.admin.post('/custom-apps/validate', { definition });
  return (body.faults as { pointer: string; message: string }[]).map((one) => `${one.pointer} ${one.message}`);
};

test('a definition names https alone, for whatever is called or shown to a browser', async () => {
  const plain = 'http://login.erp.example.com/x';
  const exchange = { url: plain, grantType: 'x', tokenParam: 't', ttlSeconds: 60 };
  for (const oauth2 of [
    { authorizationUrl: plain },
    { pushedAuthorizationUrl: plain },
    { tokenUrl: plain },
    { refreshUrl: plain },
    { longLivedExchange: exchange },
    { revocation: { url: plain } },
    { authorizationUrl: 'javascript:alert(1)' },
    { tokenUrl: 'https://someone@login.erp.example.com/' },
    { tokenUrl: '//login.erp.example.com/' },
  ])
    expect([oauth2, await faultsOf(oauthDefinition('own-plain', undefined, oauth2))]).toEqual([
      oauth2,
      [expect.stringMatching(/^\/methods\/0\/oauth2 /)],
    ]);
  expect(await faultsOf(oauthDefinition('own-plain'))).toEqual([]);
});

test('the address of the browser holds no secret and nothing that Drawbridge sets itself', async () => {
  const fields = [
    { key: 'secret_word', label: 'Word', secret: true },
    { key: 'region', label: 'Region', required: false },
  ];
  const of = (oauth2: object) => faultsOf(oauthDefinition('own-browser', undefined, oauth2, { fields }));
  for (const value of ['{secret_word}', '{client_secret}', '{access_token}', '{region}'])
    expect(await of({ authorizationParams: { hint: value } })).toEqual([
      expect.stringContaining('/methods/0/oauth2/authorizationParams/hint'),
    ]);
  for (const name of ['redirect_uri', 'client_id', 'state', 'code_challenge', 'request_uri'])
    expect(await of({ authorizationParams: { [name]: 'x' } })).toEqual([expect.stringContaining('set by Drawbridge')]);
  expect(await of({ clientAuth: 'none', pkce: 'unsupported' })).toEqual([expect.stringContaining('proof key')]);
  const answered = [{ key: 'site', label: 'Site', format: 'url', filledFrom: { from: 'token', path: '$.site' } }];
  expect(await faultsOf(oauthDefinition('own-browser', undefined, {}, { fields: answered }))).toEqual([
    expect.stringContaining('/methods/0/fields/0/allowedHostSuffixes'),
  ]);
});

test.each([
  ['the metadata of a cloud', { tokenUrl: 'https://169.254.169.254/token' }],
  ['the loopback', { tokenUrl: 'https://127.0.0.1/token' }],
  ['a private network', { tokenUrl: 'https://10.0.0.8/token' }],
  ['a name of this machine', { tokenUrl: 'https://localhost/token' }],
])('%s is no token endpoint: it is not called, and the person reads why', async (_name, oauth2) => {
  const { admin } = h.world.acme;
  const definition = oauthDefinition(
    `own-inside-${Object.values(oauth2).join().replace(/\W+/g, '-')}x`,
    undefined,
    oauth2,
  );
  await define(admin, definition);
  await register(admin, definition.id);
  const away = await sendOff(standIn, admin, definition, 'Inside');
  expect((await admin.get(away.back)).status).toBe(400);
  expect((await admin.get(`/connections/${away.attemptId}/test`)).body).toMatchObject({
    state: 'failed',
    error: { code: 'host_not_allowed' },
  });
  expect(standIn.asked).toEqual([]);
});

test('a pushed request and a revocation go the same way out', async () => {
  const { admin } = h.world.acme;
  const pushed = oauthDefinition('own-pushed', undefined, { pushedAuthorizationUrl: 'https://169.254.169.254/par' });
  await define(admin, pushed);
  await register(admin, 'own-pushed');
  const started = await admin.post('/connections', { appId: 'own-pushed', authMethod: 'oauth2', name: 'Pushed' });
  expect(started.body).toMatchObject({ code: 'app_unavailable', detail: expect.stringContaining('may not be called') });
  const revoking = oauthDefinition('own-revoking', undefined, { revocation: { url: 'https://10.0.0.8/revoke' } });
  await define(admin, revoking);
  await register(admin, 'own-revoking');
  const id = await connectErp(standIn, admin, revoking);
  await admin.post(`/connections/${id}/revoke`, { reason: 'Over.' });
  expect((await admin.get(`/connections/${id}`)).body).toMatchObject({
    state: 'revoked',
    oauth: { providerRevocation: { outcome: 'failure' } },
  });
});

test("no app of a tenant gets the client of another app, nor of another tenant's app with the same id", async () => {
  const { acme, globex, systemAdmin } = h.world;
  const known = { appId: 'notion', authMethod: 'oauth2', clientId: 'of-notion', clientSecret: 'secret-of-notion' };
  expect((await systemAdmin.post('/oauth-clients', known)).status).toBe(201);
  const definition = oauthDefinition('own-alone');
  for (const { admin } of [acme, globex]) await define(admin, definition);
  const start = () =>
    acme.admin.post('/connections', { appId: 'own-alone', authMethod: 'oauth2', name: `Alone ${Math.random()}` });
  expect((await start()).body).toMatchObject({ code: 'app_unavailable' });
  await register(globex.admin, 'own-alone');
  expect((await start()).body).toMatchObject({ code: 'app_unavailable' });
  const forTenant = { appId: 'own-alone', authMethod: 'oauth2', clientId, clientSecret };
  expect((await systemAdmin.post('/oauth-clients', forTenant)).body).toMatchObject({ code: 'unknown_app' });
  await expect(
    h.database.sql(
      `insert into oauth_client (id, tenant_id, app_id, method_key, client_id, config, created_at, updated_at, version)
       values (uuidv7(), null, 'own-alone', 'oauth2', 'x', '{}', now(), now(), 1)`,
    ),
  ).rejects.toThrow(/oauth_client_check/);
});

test("what was meant for another app does not reach this one's token endpoint, whichever way it comes back", async () => {
  const { admin } = h.world.acme;
  const evil = oauthDefinition('own-evil', 'evil.example.com');
  const other = oauthDefinition('own-honest');
  const [, otherRow] = [await define(admin, evil), await define(admin, other)];
  await register(admin, 'own-evil');
  const ways = ['/oauth/callback', `/oauth/callback/${otherRow}`];
  for (const [at, way] of ways.entries()) {
    const away = await sendOff(standIn, admin, evil, `Evil ${at}`);
    const page = await admin.get(`${way}?${away.back.split('?')[1] ?? ''}`);
    expect([page.status, page.text]).toEqual([400, expect.stringContaining('the address of another app')]);
    expect(standIn.asked).toEqual([]);
    // It is used up: the right address comes too late.
    expect((await admin.get(away.back)).text).toContain('not known here');
  }
  const unknown = await admin.get(`/oauth/callback/not-an-id?state=x&code=y`);
  expect(unknown.body).toMatchObject({ code: 'invalid_input' });
});

test('a version that comes while the person is away changes nothing about where the code goes', async () => {
  const { admin } = h.world.acme;
  const definition = oauthDefinition('own-away');
  const row = await define(admin, definition);
  await register(admin, 'own-away');
  const away = await sendOff(standIn, admin, definition, 'Away');
  await addVersion(admin, row, oauthDefinition('own-away', 'evil.example.com'));
  expect((await admin.get(away.back)).status).toBe(200);
  expect(standIn.asked.some((line) => line.includes('https://login.erp.example.com/token'))).toBe(true);
  expect(standIn.asked.filter((line) => line.includes('evil'))).toEqual([]);
});

test('another name for the state is known; the state under a name that is not this provider is refused', async () => {
  const { admin } = h.world.acme;
  const definition = oauthDefinition('own-words', undefined, { paramNames: { state: 'context' } });
  await define(admin, definition);
  await register(admin, 'own-words');
  const away = await sendOff(standIn, admin, definition, 'Words');
  expect(away.back).toContain('context=');
  expect((await admin.get(away.back)).status).toBe(200);
  const wrong = await sendOff(standIn, admin, definition, 'Wrong words');
  const page = await admin.get(wrong.back.replace('context=', 'state='));
  expect([page.status, page.text]).toEqual([400, expect.stringContaining('wrong_state')]);
  expect(standIn.asked).toEqual([]);
});

test('a token that a definition reads into fields and scopes is no plain value, and what renews it is not handed out', async () => {
  const { admin, workflow } = h.world.acme;
  const definition = oauthDefinition(
    'own-echo',
    undefined,
    { tokenFields: { again: '$.refresh_token' }, tokenPaths: { scope: '$.access_token' } },
    {
      fields: [{ key: 'shown', label: 'Shown', filledFrom: { from: 'token', path: '$.access_token' } }],
      account: { from: 'token', id: '$.access_token', label: '$.refresh_token' },
      scopes: [],
    },
  );
  await define(admin, definition);
  await register(admin, 'own-echo');
  const away = await sendOff(standIn, admin, definition, 'Echo');
  await admin.get(away.back);
  const tested = await admin.get(`/connections/${away.attemptId}/test`);
  const id: string = tested.body.connectionId;
  const resolved = await workflow.post('/credentials/resolve', { connectionId: id });
  expect(resolved.body.fields.access_token).toBe(standIn.tokens.at(-1));
  expect(resolved.text).not.toContain('refresh-');
  const secrets = [...standIn.tokens, 'refresh-', clientSecret];
  for (const table of ['attempt', 'connection', 'oauth_client', 'audit_event', 'notification', 'secret']) {
    const text = JSON.stringify(await h.database.sql(`select t::text as line from ${table} t`));
    expect([table, secrets.filter((secret) => text.includes(secret))]).toEqual([table, []]);
  }
  expect(parseId('connection', id)).toBeTruthy();
});
