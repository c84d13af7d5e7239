import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseId } from '@drawbridge/catalog';
import { CopyFollower } from '../../backend/src/global-catalog/copy-follower.ts';
import { runInScope, systemPrincipal } from '../../backend/src/platform/index.ts';
import { publish, requestPublication } from '../support/connecting.ts';
import type { Client } from '../support/client.ts';
import {
  addVersion,
  clientId,
  connectErp,
  define,
  oauthDefinition,
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

const follow = () =>
  runInScope({ requestId: null, principal: systemPrincipal }, () => h.app.get(CopyFollower).followAll());
const byOther = (connectionId: string) => h.world.globex.workflow.post('/credentials/resolve', { connectionId });
const copyOf = async (id: string) => (await h.world.systemAdmin.get(`/global-connections/${id}`)).body;

async function expire(id: string, copy: string): Promise<void> {
  await h.database.sql(
    `update connection set token_expires_at = now() - interval '1 second', refresh_at = now() where id = $1`,
    [parseId('connection', id)],
  );
  await h.database.sql(`update global_connection set token_expires_at = now() - interval '1 second' where id = $1`, [
    parseId('globalConnection', copy),
  ]);
}

async function reauthorize(who: Client, id: string, definition: object): Promise<void> {
  const away = standAt(standIn, definition, (await who.post(`/connections/${id}/reauthorize`, {})).body);
  expect((await who.get(away.back)).status).toBe(200);
}

test("a tenant's own app by OAuth: the reviewer sees what goes where, and the copy follows the token of its source", async () => {
  const { acme, systemAdmin } = h.world;
  const definition = oauthDefinition('own-shared', undefined, { tokenFields: { again: '$.refresh_token' } });
  await define(acme.admin, definition);
  await register(acme.admin, 'own-shared');
  const id = await connectErp(standIn, acme.admin, definition);
  const request = await requestPublication(acme.admin, id);
  const { customApp } = (await systemAdmin.get(`/publication-requests/${request}`)).body.snapshot;
  const both = ['credential', 'oauth_client'];
  expect(customApp.destinations).toEqual([
    { address: 'https://api.erp.example.com', purpose: 'requests', handed: ['credential'] },
    { address: 'https://login.erp.example.com', purpose: 'authorization', handed: [] },
    { address: 'https://login.erp.example.com', purpose: 'token', handed: both },
    { address: 'https://login.erp.example.com', purpose: 'revocation', handed: both },
  ]);
  expect(customApp.injections).toEqual(['header Authorization: Bearer {access_token}']);
  const approved = await systemAdmin.post(`/publication-requests/${request}/approve`);
  const copy: string = approved.body.globalConnectionId;
  const first = await byOther(copy);
  expect(first.body.fields).toEqual({ access_token: standIn.tokens.at(-1), client_id: clientId });
  await expire(id, copy);
  const second = await byOther(copy);
  expect([standIn.faults, standIn.refreshes, second.body.fields.access_token]).toEqual([[], 1, standIn.tokens.at(-1)]);
  expect((await systemAdmin.get(`/global-connections/${copy}/check`)).body.test).toMatchObject({
    token: 'ok',
    api: 'ok',
  });
  const revoked = await acme.admin.post(`/connections/${id}/revoke`, { reason: 'Over.', revokePublished: true });
  expect(revoked.status).toBe(200);
  await follow();
  expect(await copyOf(copy)).toMatchObject({ state: 'revoked' });
});

test('a source that goes by a version nobody has approved is not followed, until its publication is asked for again', async () => {
  const { acme, systemAdmin } = h.world;
  const first = oauthDefinition('own-moving');
  const row = await define(acme.admin, first);
  const client = await register(acme.admin, 'own-moving');
  const id = await connectErp(standIn, acme.admin, first);
  const copy = await publish(h, acme.admin, id);
  const before = (await byOther(copy)).body.fields.access_token;
  const second = oauthDefinition('own-moving', 'evil.example.com');
  await addVersion(acme.admin, row, second);
  await acme.admin.patch(`/oauth-clients/${client}`, { clientSecret });
  await reauthorize(acme.admin, id, second);
  await follow();
  expect(await copyOf(copy)).toMatchObject({ customApp: { version: 1 }, token: { problem: 'version_changed' } });
  expect((await byOther(copy)).body.fields.access_token).toBe(before);
  await expire(id, copy);
  expect((await byOther(copy)).body).toMatchObject({ code: 'connection_needs_reauth' });
  const request = await requestPublication(acme.admin, id);
  const review = (await systemAdmin.get(`/publication-requests/${request}`)).body;
  expect(JSON.stringify(review.snapshot.customApp.destinations)).toContain('evil.example.com');
  await systemAdmin.post(`/publication-requests/${request}/approve`);
  expect(await copyOf(copy)).toMatchObject({
    publishedVersion: 2,
    customApp: { version: 2 },
    token: { problem: null },
  });
  expect((await byOther(copy)).body.fields.access_token).toBe(standIn.tokens.at(-1));
});

test("an app of the platform moves on with its source: its versions are the platform's own", async () => {
  const { acme, systemAdmin } = h.world;
  const first = oauthDefinition('custom-moving');
  const row = await define(systemAdmin, first);
  await register(systemAdmin, 'custom-moving');
  const id = await connectErp(standIn, acme.admin, first);
  const copy = await publish(h, acme.admin, id);
  const second = { ...first, description: 'Other words.' };
  await addVersion(systemAdmin, row, second);
  await reauthorize(acme.admin, id, second);
  await follow();
  expect(await copyOf(copy)).toMatchObject({ customApp: { version: 2 }, token: { problem: null } });
  expect((await byOther(copy)).body.fields.access_token).toBe(standIn.tokens.at(-1));
});
