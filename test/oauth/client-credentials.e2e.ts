import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseId } from '@drawbridge/catalog';
import { machineClient } from '@drawbridge/deploy/sandbox-provider';
import { Tokens } from '../../backend/src/oauth/index.ts';
import { runInScope, systemPrincipal } from '../../backend/src/platform/index.ts';
import { publish } from '../support/connecting.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';

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

const fields = { client_id: machineClient.clientId, client_secret: machineClient.clientSecret };
let made = 0;

/** Connects the machine's client for a tenant of its own, because one account is one connection. */
async function connect(actor = h.world.acme.admin, given: Record<string, string> = fields) {
  const body = { appId: 'sandbox', authMethod: 'client-credentials', name: `Machine ${(made += 1)}`, fields: given };
  const started = await actor.post('/connections', body);
  expect([started.status, started.body.authorizationUrl]).toEqual([201, undefined]);
  return (await actor.get(`/connections/${started.body.attemptId}/test`)).body;
}
const resolve = (id: string, of: 'acme' | 'globex' = 'acme') =>
  h.world[of].workflow.post('/credentials/resolve', { connectionId: id });
const expire = (id: string) =>
  h.database.sql(
    `update connection set token_expires_at = now() - interval '1 second', refresh_at = now() - interval '1 second',
       refresh_retry_at = null where id = $1`,
    [parseId('connection', id)],
  );
const stateOf = async (id: string) => (await h.world.acme.admin.get(`/connections/${id}`)).body.state;
const isKnown = async (token: string): Promise<boolean> => {
  const reply = await fetch(`${sandbox.url}/token/introspection`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${fields.client_id}:${fields.client_secret}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ token }).toString(),
  });
  return ((await reply.json()) as { active: boolean }).active;
};

let id: string;

test('nobody has to register an OAuth client: the method is there, and its form asks for client ID and secret', async () => {
  const app = await h.world.acme.admin.get('/apps/sandbox');
  const method = app.body.methods.find((one: { key: string }) => one.key === 'client-credentials');
  expect(method).toMatchObject({ available: true, unavailableReason: null });
  expect(method.fields.map((field: { key: string }) => field.key)).toEqual(['client_id', 'client_secret']);
  const refused = await h.world.systemAdmin.post('/oauth-clients', {
    appId: 'sandbox',
    authMethod: 'client-credentials',
    clientId: 'a',
    clientSecret: 'b',
  });
  expect(refused.body).toMatchObject({ code: 'unknown_app', errors: [{ pointer: '/authMethod' }] });
});

test('a client that the provider does not accept is never a connection', async () => {
  const tested = await connect(h.world.acme.admin, { ...fields, client_secret: 'wrong-secret' });
  expect(tested).toMatchObject({ state: 'failed', error: { code: 'invalid_auth' } });
  expect(tested.connectionId).toBeUndefined();
});

test('connected by a form, it resolves to a token that works, and never to the secret', async () => {
  const tested = await connect();
  expect(tested).toMatchObject({ state: 'succeeded', externalAccount: { id: fields.client_id } });
  id = tested.connectionId;
  const resolved = await resolve(id);
  expect(resolved.status).toBe(200);
  expect(Object.keys(resolved.body.fields).sort()).toEqual(['access_token', 'client_id']);
  expect(resolved.text).not.toContain(fields.client_secret);
  expect(Date.parse(resolved.body.expiresAt)).toBeGreaterThan(Date.now() + 3_000_000);
  expect(await isKnown(resolved.body.fields.access_token)).toBe(true);
  expect((await resolve(id)).body.fields.access_token).toBe(resolved.body.fields.access_token);
  expect((await h.world.acme.admin.get(`/connections/${id}`)).body.oauth).toMatchObject({
    clientId: null,
    renews: true,
  });
  expect((await h.world.acme.admin.get(`/connections/${id}/check`)).body).toMatchObject({ test: { token: 'ok' } });
});

test('a token that is over is fetched anew once, for all who ask at the same time; the loop does so ahead', async () => {
  const before = (await resolve(id)).body.fields.access_token;
  let calls = 0;
  sandbox.provider.on('client_credentials.saved', () => void (calls += 1));
  await expire(id);
  const replies = await Promise.all(Array.from({ length: 20 }, () => resolve(id)));
  const tokens = new Set(replies.map((reply) => reply.body.fields.access_token));
  expect([tokens.size, tokens.has(before), calls]).toEqual([1, false, 1]);
  await h.database.sql('update connection set refresh_at = now() where id = $1', [parseId('connection', id)]);
  await runInScope({ requestId: null, principal: systemPrincipal }, () => h.app.get(Tokens).refreshDue());
  expect(calls).toBe(2);
  expect(tokens.has((await resolve(id)).body.fields.access_token)).toBe(false);
});

test('a provider that is away degrades nothing', async () => {
  await expire(id);
  sandbox.answer(503);
  expect((await resolve(id)).body).toMatchObject({ status: 503, code: 'renewal_unavailable' });
  expect(await stateOf(id)).toBe('active');
  sandbox.answer(undefined);
  await expire(id);
  expect((await resolve(id)).status).toBe(200);
});

test('rotating takes a client that passes its test, and keeps the one in use when it does not', async () => {
  const { admin } = h.world.acme;
  const before = (await resolve(id)).body.fields.access_token;
  const wrong = await admin.post(`/connections/${id}/rotate`, { fields: { client_secret: 'wrong-secret' } });
  expect(wrong.body).toMatchObject({ state: 'failed', error: { code: 'invalid_auth' } });
  expect((await resolve(id)).body.fields.access_token).toBe(before);
  const right = await admin.post(`/connections/${id}/rotate`, { fields: { client_secret: fields.client_secret } });
  expect(right.body).toMatchObject({ state: 'succeeded', connectionId: id });
  const after = (await resolve(id)).body.fields.access_token;
  expect([after === before, await isKnown(after)]).toEqual([false, true]);
});

test('a client that the provider refuses by now needs its owner, and a check brings it back once it counts again', async () => {
  await expire(id);
  // What a provider answers once the secret was replaced there (RFC 6749 section 5.2).
  sandbox.answer(401);
  expect((await resolve(id)).body).toMatchObject({ status: 422, code: 'connection_needs_reauth' });
  expect(await stateOf(id)).toBe('needs_reauth');
  sandbox.answer(undefined);
  expect((await h.world.acme.admin.get(`/connections/${id}/check`)).body).toMatchObject({ state: 'active' });
  expect((await resolve(id)).status).toBe(200);
});

test('its copy has the token of the source and never the secret, and follows it', async () => {
  const { admin } = h.world.acme;
  const copy = await publish(h, admin, id);
  const byOther = () => h.world.globex.workflow.post('/credentials/resolve', { connectionId: copy });
  const first = await byOther();
  expect(first.body.fields).toEqual((await resolve(id)).body.fields);
  await expire(id);
  await h.database.sql(`update global_connection set token_expires_at = now() - interval '1 second' where id = $1`, [
    parseId('globalConnection', copy),
  ]);
  const second = await byOther();
  expect(second.text).not.toContain(fields.client_secret);
  expect(second.body.fields.access_token).not.toBe(first.body.fields.access_token);
  expect(second.body.fields).toEqual((await resolve(id)).body.fields);
});

test('revoking ends the token at the provider too', async () => {
  const token = (await resolve(id)).body.fields.access_token;
  expect(
    (await h.world.acme.admin.post(`/connections/${id}/revoke`, { reason: 'Over.', revokePublished: true })).status,
  ).toBe(200);
  expect(await isKnown(token)).toBe(false);
  expect((await resolve(id)).body.code).toBe('connection_revoked');
  const rows = await h.database.sql(`select c::text as line from connection c union all select a::text from attempt a`);
  expect(JSON.stringify(rows)).not.toContain(fields.client_secret);
});
