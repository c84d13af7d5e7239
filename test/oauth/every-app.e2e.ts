import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildUrl, parseId, requestedScopes, type AppDefinition, type MethodDefinition } from '@drawbridge/catalog';
import { apps } from '@drawbridge/catalog/apps';
import { bringsClient } from '../../backend/src/apps/index.ts';
import { Egress, type EgressRequest } from '../../backend/src/platform/egress/index.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { clientSecret, StandIn, type Stage } from './stand-in.ts';
import { filledValue, typedFields } from './typed-values.ts';

/** Methods that this cannot be played with, and why. */
const left: Record<string, string> = {};

const methods = apps.flatMap((app) =>
  app.methods
    .filter((method) => method.kind === 'oauth2_authorization_code')
    .map((method) => ({ name: `${app.id} ${method.key}`, app, method })),
);

const redirectUri = 'http://127.0.0.1:3999/api/v1/oauth/callback';
const standIn = new StandIn();
let h: Harness;
beforeAll(async () => {
  await standIn.listen();
  h = await startHarness({ env: { EGRESS_ALLOW: `stand-in=127.0.0.1:${standIn.port}` }, background: false });
  // Every host of the catalog is this one; which it was meant to be goes along.
  const egress = h.app.get(Egress);
  const request = egress.request.bind(egress);
  egress.request = (asked: EgressRequest) =>
    request({
      ...asked,
      url: new URL(asked.url.pathname + asked.url.search, `http://127.0.0.1:${standIn.port}`),
      headers: { ...asked.headers, 'x-asked-host': asked.url.host },
    });
}, 60_000);
afterAll(async () => {
  await h.stop();
  standIn.close();
});

/** What the person is sent to the provider with, checked against the definition. */
function checkRequest(
  address: string,
  { method, oauth2, clientId, values }: Omit<Stage, 'code' | 'challenge'>,
): URLSearchParams {
  const url = new URL(address);
  const wanted = new URL(buildUrl(method, oauth2.authorizationUrl ?? '', values).href);
  expect([url.origin, url.pathname]).toEqual([wanted.origin, wanted.pathname]);
  const params = url.searchParams;
  const names = oauth2.paramNames;
  expect(Object.fromEntries(params)).toMatchObject({
    response_type: 'code',
    [names.clientId ?? 'client_id']: clientId,
    [names.redirectUri ?? 'redirect_uri']: redirectUri,
    ...requestedScopes(method),
  });
  for (const name of Object.keys(oauth2.authorizationParams)) expect(params.get(name)).toBeTruthy();
  expect(params.get('code_challenge_method')).toBe(oauth2.pkce === 'unsupported' ? null : 'S256');
  return params;
}

/** The redirect back, with everything that this provider adds to it. */
function redirectBack({ method, oauth2, values }: Stage, state: string, code: string): string {
  const names = oauth2.paramNames;
  const query: Record<string, string> = {
    [names.redirectCode ?? names.code ?? 'code']: code,
    [names.state ?? 'state']: state,
  };
  for (const { param, mustEqualField, mustEndIn = '' } of Object.values(oauth2.callbackFields))
    query[param] = mustEqualField === undefined ? '4711' : `${values[mustEqualField] ?? ''}${mustEndIn}`;
  for (const field of method.fields)
    if (field.filledFrom?.from === 'callback') query[field.filledFrom.param] = filledValue(field, '');
  if (oauth2.callbackSignature) {
    const text = Object.keys(query)
      .sort()
      .map((name) => `${name}=${query[name] ?? ''}`)
      .join('&');
    query[oauth2.callbackSignature.param] = createHmac('sha256', clientSecret).update(text).digest('hex');
  }
  return `/oauth/callback?${new URLSearchParams(query).toString()}`;
}

/** Registers the client, starts an attempt, and stands where the person would be asked. */
async function begin(app: AppDefinition, method: MethodDefinition, name: string) {
  const { admin } = h.world.acme;
  const clientId = `client-of-${app.id}`;
  const fields = {
    ...typedFields(method),
    ...(bringsClient(method) && { client_id: clientId, client_secret: clientSecret }),
  };
  const started = await admin.post('/connections', { appId: app.id, authMethod: method.key, name, fields });
  expect([started.status, started.text]).toEqual([201, expect.stringContaining('authorizationUrl')]);
  const { attemptId, authorizationUrl } = started.body;
  const attempts = await h.database.sql<{ config: Record<string, string> }>(
    'select config from attempt where id = $1',
    [parseId('attempt', attemptId)],
  );
  const { oauth2 } = method;
  if (!oauth2) throw new Error('no oauth2');
  const values = { ...attempts[0]?.config, client_id: clientId };
  const params = checkRequest(authorizationUrl, { method, oauth2, clientId, values, redirectUri });
  const code = `code-of-${app.id}`;
  const stage: Stage = { method, oauth2, clientId, values, code, challenge: params.get('code_challenge'), redirectUri };
  standIn.enter(stage);
  return { attemptId, stage, state: params.get(oauth2.paramNames.state ?? 'state') ?? '' };
}

const played = methods.filter(({ name }) => left[name] === undefined);

test.each(played)('$name: authorized, tested, resolved, renewed', async ({ app, method, name }) => {
  const { admin, workflow } = h.world.acme;
  if (!bringsClient(method)) {
    const registered = await h.world.systemAdmin.post('/oauth-clients', {
      appId: app.id,
      authMethod: method.key,
      clientId: `client-of-${app.id}`,
      clientSecret,
    });
    expect(registered.status).toBe(201);
  }
  const { oauth2 } = method;
  if (oauth2 && oauth2.tokenErrors.length > 0) {
    const failing = await begin(app, method, `${name} failing`);
    standIn.failOnce(failing.stage.oauth2);
    expect((await admin.get(redirectBack(failing.stage, failing.state, failing.stage.code))).status).toBe(400);
  }
  const { attemptId, stage, state } = await begin(app, method, name);
  const page = await admin.get(redirectBack(stage, state, stage.code));
  expect({ faults: standIn.faults, status: page.status, text: page.text }).toEqual({
    faults: [],
    status: 200,
    text: expect.stringContaining('Connected'),
  });
  const tested = (await admin.get(`/connections/${attemptId}/test`)).body;
  expect(tested).toMatchObject({ state: 'succeeded', connectionId: expect.anything() });
  const id: string = tested.connectionId;
  const resolve = () => workflow.post('/credentials/resolve', { connectionId: id });
  const first = await resolve();
  expect(first.body.fields.access_token).toBe(standIn.tokens.at(-1));
  expect(JSON.stringify(first.body.fields)).not.toContain(clientSecret);
  expect(first.text).not.toContain('refresh-');
  for (const filled of Object.keys(stage.oauth2.callbackFields)) expect(first.body.fields).toHaveProperty(filled);
  const shown = await admin.get(`/connections/${id}`);
  // Another method of the same app may have connected this account before.
  expect(shown.body.authMethod).toBe(method.key);
  const { refresh } = stage.oauth2;
  expect(shown.body.oauth.renews).toBe(refresh.token === 'access_token' || refresh.issued !== 'never');
  if (!shown.body.oauth.renews) return;
  // A token that is renewed by itself must still be good.
  const left = refresh.token === 'access_token' ? 1 : -1;
  await h.database.sql(
    `update connection set token_expires_at = now() + make_interval(secs => $2), refresh_at = now() where id = $1`,
    [parseId('connection', id), left],
  );
  const second = await resolve();
  expect([standIn.faults, standIn.refreshes, second.status]).toEqual([[], 1, 200]);
  expect(second.body.fields.access_token).toBe(standIn.tokens.at(-1));
  expect(second.body.fields.access_token).not.toBe(first.body.fields.access_token);
  for (const field of method.fields)
    if (field.filledFrom?.from === 'token' && field.format === 'url')
      expect([field.key, second.body.fields[field.key]]).not.toEqual([field.key, first.body.fields[field.key]]);
});

test('every authorization by a person is played, or says why not', () => {
  expect(Object.keys(left).filter((name) => !methods.some((one) => one.name === name))).toEqual([]);
  expect(methods.length).toBeGreaterThan(140);
});
