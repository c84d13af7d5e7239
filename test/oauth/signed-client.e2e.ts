import { generateKeyPairSync } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseId, type MethodDefinition } from '@drawbridge/catalog';
import { AppCatalog } from '../../backend/src/apps/index.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { consent, startSandbox, type TestSandbox } from '../support/sandbox.ts';

const signedId = 'drawbridge-signed';
const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const exported = JSON.parse(JSON.stringify(pair.publicKey.export({ format: 'jwk' }))) as { kty: string };
const publicKey = { ...exported, alg: 'ES256', use: 'sig', kid: 'key-1' };
const pem = pair.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
const jwk = JSON.stringify({ ...pair.privateKey.export({ format: 'jwk' }), kid: 'key-1' });
const keyLine = pem.split('\n')[1] ?? 'none';

let h: Harness;
let sandbox: TestSandbox;
let clientRow: string;
beforeAll(async () => {
  // The provider tells plain objects by their realm, and the one that copies is not the one of the tests.
  globalThis.structuredClone = <T>(value: T): T =>
    value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T);
  sandbox = await startSandbox(3600, undefined, { signedClient: { clientId: signedId, jwks: { keys: [publicKey] } } });
  h = await startHarness({ env: sandbox.env, background: false });
  const { app, method } = h.app.get(AppCatalog).method('sandbox', 'oauth2');
  const { oauth2 } = method;
  if (!oauth2) throw new Error('no oauth2');
  const signed: MethodDefinition = {
    ...method,
    key: 'oauth2-signed',
    oauth2: { ...oauth2, clientAuth: 'private_key_jwt', pushedAuthorizationUrl: '{base_url}/request' },
  };
  app.methods.push(signed);
}, 60_000);
afterAll(async () => {
  await h.stop();
  await sandbox.close();
});

const register = (more: object) =>
  h.world.systemAdmin.post('/oauth-clients', {
    appId: 'sandbox',
    authMethod: 'oauth2-signed',
    clientId: signedId,
    ...more,
  });
const start = (name: string) =>
  h.world.acme.admin.post('/connections', { appId: 'sandbox', authMethod: 'oauth2-signed', name });
const resolve = (id: string) => h.world.acme.workflow.post('/credentials/resolve', { connectionId: id });
async function connect(name: string): Promise<string> {
  const { admin } = h.world.acme;
  const started = await start(name);
  await admin.get(await consent(started.body.authorizationUrl, name));
  return (await admin.get(`/connections/${started.body.attemptId}/test`)).body.connectionId;
}

test('an app whose client signs takes a private key that can be used, and no secret', async () => {
  const short = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
  const cases: [object, string, string][] = [
    [{}, '/privateKey', 'is required by this app'],
    [{ clientSecret: 'a-secret' }, '/clientSecret', 'is not used by this app: its client signs with a private key'],
    [{ privateKey: 'no key' }, '/privateKey', 'must be a private key'],
    [{ privateKey: JSON.stringify(publicKey) }, '/privateKey', 'must be a private key'],
    [{ privateKey: short.export({ format: 'pem', type: 'pkcs8' }).toString() }, '/privateKey', 'from 2048 bits'],
  ];
  for (const [given, pointer, message] of cases) {
    const refused = await register(given);
    expect(refused.body).toMatchObject({
      status: 422,
      errors: [{ pointer, message: expect.stringContaining(message) }],
    });
  }
  const other = await h.world.systemAdmin.post('/oauth-clients', {
    appId: 'sandbox',
    authMethod: 'oauth2',
    clientId: 'a',
    privateKey: pem,
  });
  expect(other.body).toMatchObject({ errors: [{ pointer: '/privateKey' }] });
});

test('a key that the provider does not know ends the attempt with its reason: nobody is sent there', async () => {
  const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const registered = await register({ privateKey: stranger.export({ format: 'pem', type: 'pkcs8' }).toString() });
  expect(registered.status).toBe(201);
  clientRow = registered.body.id;
  const refused = await start('Stranger');
  expect(refused.body).toMatchObject({
    status: 422,
    code: 'app_unavailable',
    detail: expect.stringContaining('Sandbox provider does not accept the OAuth client'),
  });
  const [attempt] = await h.database.sql<{ state: string; error: object }>(
    `select state, error from attempt where name = 'Stranger'`,
  );
  expect(attempt).toMatchObject({ state: 'failed', error: { code: 'authorization_rejected' } });
});

test('the key is replaced, and is nowhere but in Vault', async () => {
  const updated = await h.world.systemAdmin.patch(`/oauth-clients/${clientRow}`, { privateKey: pem, version: 1 });
  expect(updated.body).toMatchObject({
    hasSecret: true,
    version: 2,
    signingKey: { keyId: null, thumbprint: await calculateJwkThumbprint(exported), setAt: updated.body.updatedAt },
  });
  const rows = await h.database.sql(
    `select c::text as line from oauth_client c union all select e::text from audit_event e`,
  );
  expect([updated.text, JSON.stringify(rows)].filter((text) => text.includes(keyLine))).toEqual([]);
});

test('the provider takes requests of this client beforehand alone', async () => {
  const direct = new URL(`${sandbox.url}/auth`);
  const params = { client_id: signedId, response_type: 'code', scope: 'openid', code_challenge_method: 'S256' };
  for (const [name, value] of Object.entries({ ...params, code_challenge: 'a'.repeat(43) }))
    direct.searchParams.set(name, value);
  const reply = await fetch(direct, { redirect: 'manual' });
  const answer = `${reply.headers.get('location') ?? ''} ${await reply.text()}`;
  expect(decodeURIComponent(answer.replaceAll('+', ' '))).toContain('Pushed Authorization Request must be used');
});

test('the browser carries a reference alone; the connection is made, renewed and ended by a client that signs', async () => {
  const started = await start('Address');
  const params = new URL(started.body.authorizationUrl).searchParams;
  expect([...params.keys()].sort()).toEqual(['client_id', 'request_uri']);
  expect(params.get('request_uri')).toMatch(/^urn:ietf:params:oauth:request_uri:/);
  const id = await connect('Signed');
  const first = await resolve(id);
  expect(first.status).toBe(200);
  await h.database.sql(`update connection set token_expires_at = now() - interval '1 second' where id = $1`, [
    parseId('connection', id),
  ]);
  const second = await resolve(id);
  expect(second.body.fields.access_token).not.toBe(first.body.fields.access_token);
  expect(sandbox.refreshes).toMatchObject({ granted: 1, refused: 0 });
  await h.world.acme.admin.post(`/connections/${id}/revoke`, { reason: 'Over.' });
  const events = await h.world.acme.admin.get(`/audit-events?targetId=${id}&limit=100`);
  expect(events.body.items).toContainEqual(
    expect.objectContaining({ action: 'connection.provider_revocation', outcome: 'success' }),
  );
});

test('a key may come as a JWK, whose name goes along', async () => {
  const updated = await h.world.systemAdmin.patch(`/oauth-clients/${clientRow}`, { privateKey: jwk, version: 2 });
  expect(updated.body).toMatchObject({ signingKey: { keyId: 'key-1' } });
  expect(await connect('By JWK')).toMatch(/^conn_/);
});
