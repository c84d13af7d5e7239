import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseId } from '@drawbridge/catalog';
import { ClientReplaced } from '../../backend/src/oauth/client-replaced.ts';
import { Tokens } from '../../backend/src/oauth/index.ts';
import { runInScope, systemPrincipal } from '../../backend/src/platform/index.ts';
import {
  addVersion,
  clientId,
  connectErp,
  define,
  oauthDefinition,
  methodOf,
  register,
  standAt,
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

const expire = (id: string) =>
  h.database.sql(
    `update connection set token_expires_at = now() - interval '1 second', refresh_at = now(), refresh_retry_at = null where id = $1`,
    [parseId('connection', id)],
  );
const versionOf = async (id: string) => (await h.world.acme.admin.get(`/connections/${id}`)).body.appVersion;
const resolve = (connectionId: string) => h.world.acme.workflow.post('/credentials/resolve', { connectionId });

test('an app of a tenant by OAuth: defined, connected, renewed, moved to a new version, revoked', async () => {
  const { admin, member } = h.world.acme;
  const first = oauthDefinition('own-life');
  const row = await define(admin, first);
  const early = await member.post('/connections', { appId: 'own-life', authMethod: 'oauth2', name: 'Early' });
  expect(early.body).toMatchObject({ code: 'app_unavailable', detail: expect.stringContaining('Warehouse ERP') });
  const redirectUri = `http://127.0.0.1:3999/api/v1/oauth/callback/${row}`;
  expect((await admin.get('/oauth-clients?appId=own-life')).body).toMatchObject({ items: [], redirectUri });
  const client = await register(admin, 'own-life');
  expect((await admin.get(`/oauth-clients/${client}`)).body).toMatchObject({
    scope: 'tenant',
    appName: 'Warehouse ERP',
    redirectUri,
  });

  const id = await connectErp(standIn, member, first);
  expect((await member.get(`/connections/${id}`)).body).toMatchObject({
    appName: 'Warehouse ERP',
    appVersion: 1,
    externalAccount: { id: '4711', label: 'name-4711' },
    oauth: { clientScope: 'tenant', renews: true, requiredScopes: [{ name: 'orders.read', granted: true }] },
  });
  const before = await resolve(id);
  expect(before.body.fields).toEqual({ access_token: standIn.tokens.at(-1), client_id: clientId });

  // What is offered by now is elsewhere; the connection goes on where it was made.
  const second = oauthDefinition('own-life', 'new-erp.example.com');
  await addVersion(admin, row, second);
  await expire(id);
  const renewed = await resolve(id);
  expect([standIn.faults, standIn.refreshes, renewed.body.fields.access_token]).toEqual([[], 1, standIn.tokens.at(-1)]);
  expect((await member.get(`/connections/${id}/check`)).body).toMatchObject({ test: { token: 'ok', api: 'ok' } });
  expect(await versionOf(id)).toBe(1);

  const refused = await member.post(`/connections/${id}/reauthorize`, {});
  expect(refused.body).toMatchObject({ code: 'app_unavailable', detail: expect.stringContaining('set it again') });
  expect((await admin.patch(`/oauth-clients/${client}`, { clientSecret })).status).toBe(200);
  const again = standAt(standIn, second, (await member.post(`/connections/${id}/reauthorize`, {})).body);
  expect(again.asked.host).toBe('login.new-erp.example.com');
  const page = await member.get(again.back);
  expect([standIn.faults, page.status]).toEqual([[], 200]);
  expect(await versionOf(id)).toBe(2);
  expect(standIn.asked.filter((line) => line.includes('https://login.erp.example.com'))).toEqual([]);

  expect((await member.post(`/connections/${id}/revoke`, { reason: 'Over.' })).status).toBe(200);
  expect([standIn.faults, standIn.revoked]).toEqual([[], [expect.stringMatching(/^refresh-/)]]);
  expect((await member.get(`/connections/${id}`)).body.oauth.providerRevocation).toMatchObject({ outcome: 'success' });
  expect((await resolve(id)).body).toMatchObject({ code: 'connection_revoked' });
});

test('a renewal by nobody in particular finds the definition of the tenant whose connection it is', async () => {
  const { admin } = h.world.acme;
  const definition = oauthDefinition('own-renewed');
  await define(admin, definition);
  await register(admin, 'own-renewed');
  const id = await connectErp(standIn, admin, definition);
  await expire(id);
  await runInScope({ requestId: null, principal: systemPrincipal }, () => h.app.get(Tokens).refreshDue());
  expect([standIn.faults, standIn.refreshes]).toEqual([[], 1]);
  expect((await resolve(id)).body.fields.access_token).toBe(standIn.tokens.at(-1));
});

test('a secret that was set for other addresses ends the renewal of connections that were made before', async () => {
  const { admin } = h.world.acme;
  const first = oauthDefinition('own-moved');
  const row = await define(admin, first);
  const client = await register(admin, 'own-moved');
  const id = await connectErp(standIn, admin, first);
  const run = () =>
    runInScope({ requestId: null, principal: systemPrincipal }, () => h.app.get(ClientReplaced).run(client));
  await addVersion(admin, row, { ...first, description: 'The same addresses.' });
  await admin.patch(`/oauth-clients/${client}`, { clientSecret });
  await run();
  expect((await admin.get(`/connections/${id}`)).body.state).toBe('active');
  await addVersion(admin, row, oauthDefinition('own-moved', 'new-erp.example.com'));
  await admin.patch(`/oauth-clients/${client}`, { clientSecret });
  await expire(id);
  expect((await resolve(id)).body).toMatchObject({ code: 'renewal_unavailable' });
  expect(standIn.refreshes).toBe(0);
  await run();
  expect((await admin.get(`/connections/${id}`)).body.state).toBe('needs_reauth');
});

test('client credentials of a custom app: connected by form, the token fetched and renewed here', async () => {
  const { member } = h.world.acme;
  const definition = oauthDefinition('own-machine');
  await define(h.world.acme.admin, definition);
  const method = methodOf(definition, 'machine');
  if (!method.oauth2) throw new Error('no oauth2');
  standIn.enter({ method, oauth2: method.oauth2, clientId, values: {}, code: '', challenge: null, redirectUri: '' });
  const started = await member.post('/connections', {
    appId: 'own-machine',
    authMethod: 'machine',
    name: 'Machine',
    fields: { client_id: clientId, client_secret: clientSecret },
  });
  const tested = await member.get(`/connections/${started.body.attemptId}/test`);
  expect([standIn.faults, tested.body]).toMatchObject([[], { state: 'succeeded', test: { token: 'ok', api: 'ok' } }]);
  const id: string = tested.body.connectionId;
  const first = (await resolve(id)).body.fields;
  expect(first).toEqual({ client_id: clientId, access_token: standIn.tokens.at(-1) });
  await expire(id);
  const next = (await resolve(id)).body.fields;
  expect([next.access_token, next.access_token === first.access_token]).toEqual([standIn.tokens.at(-1), false]);
});

test("an app of the platform: the platform's client for every tenant, unless the tenant has its own", async () => {
  const { acme, globex, systemAdmin } = h.world;
  const definition = oauthDefinition('custom-erp');
  const row = await define(systemAdmin, definition);
  const shared = await register(systemAdmin, 'custom-erp');
  const clientOf = async (who: typeof acme.admin, id: string) => (await who.get(`/connections/${id}`)).body.oauth;
  const first = await connectErp(standIn, acme.admin, definition);
  expect(await clientOf(acme.admin, first)).toMatchObject({ clientId: shared, clientScope: 'platform' });
  const own = await register(globex.admin, 'custom-erp');
  const second = await connectErp(standIn, globex.admin, definition);
  expect(await clientOf(globex.admin, second)).toMatchObject({ clientId: own, clientScope: 'tenant' });
  expect((await globex.admin.get(`/oauth-clients/${own}`)).body.redirectUri).toContain(`/oauth/callback/${row}`);
});
