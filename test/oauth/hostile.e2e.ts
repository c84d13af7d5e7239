import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { parseId } from '@drawbridge/catalog';
import { freePort } from '@drawbridge/deploy/processes/ports';
import { startHarness, type Harness } from '../support/harness.ts';
import { registerClient, start } from '../support/sandbox.ts';
import { anotherSession } from '../support/sessions.ts';

/** What the authorization server answers at its token endpoint; the test decides. */
type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void;

const canary = 'hostile-token-canary-0815-4711';
let h: Harness;
let server: Server;
let issuer: string;
let answer: Answer;
let asked: { path: string; body: string }[];
beforeAll(async () => {
  const port = await freePort();
  issuer = `http://127.0.0.1:${port}`;
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      asked.push({ path: request.url ?? '', body });
      if (request.url === '/token') return answer(request, response, body);
      response.writeHead(request.headers.authorization === `Bearer ${canary}` ? 200 : 401, {
        'content-type': 'application/json',
      });
      response.end(JSON.stringify({ sub: 'mallory', name: 'Mallory' }));
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  h = await startHarness({
    env: { DRAWBRIDGE_SANDBOX_URL: issuer, EGRESS_ALLOW: `hostile=127.0.0.1:${port}` },
    background: false,
  });
  await registerClient(h.world.systemAdmin);
}, 60_000);
afterAll(async () => {
  await h.stop();
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = [];
  answer = json(200, granted());
});

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const idToken = (claims: object) =>
  `${encoded({ alg: 'RS256' })}.${encoded(claims)}.${Buffer.from('signature').toString('base64url')}`;
const json =
  (status: number, body: object, headers: Record<string, string> = {}): Answer =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
let nonce = '';
const now = () => Math.floor(Date.now() / 1000);
const claims = (more: object = {}) => ({
  iss: issuer,
  sub: 'mallory',
  aud: 'drawbridge-sandbox',
  iat: now(),
  exp: now() + 300,
  nonce,
  ...more,
});
const granted = (more: object = {}) => ({
  access_token: canary,
  token_type: 'Bearer',
  expires_in: 3600,
  refresh_token: `${canary}-refresh`,
  scope: 'openid profile offline_access',
  id_token: idToken(claims()),
  ...more,
});

let made = 0;
async function begin() {
  const { attemptId, authorizationUrl } = await start(h.world.acme.admin, `Hostile ${(made += 1)}`);
  const params = new URL(authorizationUrl).searchParams;
  nonce = params.get('nonce') ?? '';
  return { attemptId, state: params.get('state') ?? '' };
}
const back = (
  query: Record<string, string> | string,
  actor: { get(path: string): ReturnType<typeof h.anonymous.get> } = h.world.acme.admin,
) => actor.get(`/oauth/callback?${typeof query === 'string' ? query : new URLSearchParams(query).toString()}`);
const good = (state: string, more: Record<string, string> = {}) => ({
  code: 'the-code-canary',
  state,
  iss: issuer,
  ...more,
});
const attemptState = async (id: string) =>
  (await h.database.sql<{ state: string }>('select state from attempt where id = $1', [parseId('attempt', id)]))[0]
    ?.state;
const connections = async () =>
  Number((await h.database.sql<{ count: string }>('select count(*) from connection'))[0]?.count);

/** Nothing came of it, and nothing of the exchange can be read anywhere. */
async function expectNothing(
  attemptId: string,
  page: { status: number; text: string },
  before: number,
  state = 'failed',
) {
  expect([page.status, await attemptState(attemptId), await connections()]).toEqual([400, state, before]);
  for (const hidden of [canary, 'the-code-canary', 'sandbox-client-secret']) expect(page.text).not.toContain(hidden);
  const rows = await h.database.sql(
    `select row_to_json(t)::text as line from attempt t union all select row_to_json(e)::text from audit_event e union all select row_to_json(c)::text from connection c`,
  );
  const text = JSON.stringify(rows);
  expect([canary, 'the-code-canary'].filter((hidden) => text.includes(hidden))).toEqual([]);
  const live = await h.database.sql(
    `select s.id from secret s join attempt a on a.secret_id = s.id where a.id = $1 and s.state = 'live'`,
    [parseId('attempt', attemptId)],
  );
  expect(live).toEqual([]);
}

test('the same server, when it behaves, is connected: so the tests below could fail', async () => {
  const { attemptId, state } = await begin();
  answer = json(200, granted());
  expect((await back(good(state))).status).toBe(200);
  expect(await attemptState(attemptId)).toBe('succeeded');
  expect(asked.find(({ path }) => path === '/token')?.body).toMatch(/code_verifier=[\w.~-]{43,128}/);
});

describe('the redirect back', () => {
  const refusals: [string, (state: string) => Record<string, string> | string][] = [
    ['with the issuer of another server (mix-up)', (state) => good(state, { iss: 'https://honest.example.com' })],
    ['with an issuer that only begins alike', (state) => good(state, { iss: `${issuer}.evil.example` })],
    ['with an issuer with a slash more', (state) => good(state, { iss: `${issuer}/` })],
    ['without the issuer that this server always sends', (state) => ({ code: 'the-code-canary', state })],
    ['without a code', (state) => ({ state, iss: issuer })],
    ['with an answer in a JWT that was not asked for', (state) => good(state, { response: 'a.b.c' })],
    ['with a refusal', (state) => ({ error: 'access_denied', error_description: 'No.', state, iss: issuer })],
    ['with a refusal and a code', (state) => good(state, { error: 'server_error' })],
    [
      'with a refusal that repeats the code',
      (state) => good(state, { error: 'access_denied', error_description: `the-code-canary is wrong` }),
    ],
    [
      'with a script as the reason',
      (state) => ({ error: 'access_denied', error_description: '<script>alert(1)</script>', state, iss: issuer }),
    ],
    [
      'with line breaks in the reason',
      (state) => ({ error: 'access_denied', error_description: 'a\r\nSet-Cookie: b=c', state, iss: issuer }),
    ],
  ];
  test.each(refusals)('%s is refused', async (_name, query) => {
    const before = await connections();
    const { attemptId, state } = await begin();
    const page = await back(query(state));
    await expectNothing(attemptId, page, before);
    expect(asked).toEqual([]);
    expect(page.text).not.toContain('<script>alert');
    // Used up: the right answer comes too late.
    expect((await back(good(state))).status).toBe(400);
  });

  const unknown: [string, (state: string) => string][] = [
    ['a wrong state', () => 'code=the-code-canary&state=wrong'],
    ['no state', () => 'code=the-code-canary'],
    ['an empty state', () => 'code=the-code-canary&state='],
    ['the state twice', (state) => `code=the-code-canary&state=${state}&state=${state}`],
    ['two codes', (state) => `code=the-code-canary&code=another&state=${state}`],
    ['two issuers', (state) => `code=the-code-canary&state=${state}&iss=${issuer}&iss=https://honest.example.com`],
    ['the state cut short', (state) => `code=the-code-canary&state=${state.slice(0, -1)}`],
  ];
  test.each(unknown)('with %s finds no attempt', async (_name, query) => {
    const before = await connections();
    const { attemptId, state } = await begin();
    await expectNothing(attemptId, await back(query(state)), before, 'pending');
    expect(asked).toEqual([]);
  });

  test('in another session of the same person, of a colleague, of another tenant or of nobody is refused', async () => {
    const { attemptId, state } = await begin();
    const before = await connections();
    const { acme, globex } = h.world;
    for (const actor of [await anotherSession(h, acme.admin), acme.member, globex.admin])
      await expectNothing(attemptId, await back(good(state), actor), before, 'pending');
    expect((await back(good(state), h.anonymous)).status).toBe(401);
    expect((await back(good(state), h.world.systemAdmin)).status).toBe(403);
    expect(asked).toEqual([]);
    expect(await h.database.sql(`select 1 from audit_event where action = 'attempt.callback_refused'`)).toHaveLength(2);
  });

  test('a second time, and after ten minutes, is refused', async () => {
    const { state } = await begin();
    answer = json(200, granted());
    expect((await back(good(state))).status).toBe(200);
    const before = asked.length;
    expect((await back(good(state))).status).toBe(400);
    expect(asked).toHaveLength(before);
    const late = await begin();
    await h.database.sql(`update attempt set expires_at = now() - interval '1 second' where id = $1`, [
      parseId('attempt', late.attemptId),
    ]);
    expect((await back(good(late.state))).status).toBe(400);
    expect(asked).toHaveLength(before);
  });
});

describe('the token endpoint', () => {
  const replies: [string, () => Answer][] = [
    [
      'a page instead of JSON',
      () => (_q, r) => r.writeHead(200, { 'content-type': 'text/html' }).end(`<html>${canary}</html>`),
    ],
    [
      'a page with an error status',
      () => (_q, r) => r.writeHead(400, { 'content-type': 'text/html' }).end(`<html>${canary}</html>`),
    ],
    [
      'a huge reply',
      () => (_q, r) =>
        r
          .writeHead(200, { 'content-type': 'application/json' })
          .end(`{"access_token":"${canary}","x":"${'x'.repeat(300_000)}"}`),
    ],
    ['a redirect', () => (_q, r) => r.writeHead(307, { location: `${issuer}/token2` }).end()],
    [
      'half a document',
      () => (_q, r) => r.writeHead(200, { 'content-type': 'application/json' }).end(`{"access_token":"${canary}`),
    ],
    [
      'a document a thousand levels deep',
      () => (_q, r) => r.writeHead(200, { 'content-type': 'application/json' }).end('['.repeat(1000)),
    ],
    ['no token', () => json(200, { token_type: 'Bearer' })],
    ['a token that is no text', () => json(200, granted({ access_token: { a: canary } }))],
    ['an error', () => json(400, { error: 'invalid_grant', error_description: 'The code is used up.' })],
    [
      'an error that repeats the token',
      () => json(400, { error: 'invalid_request', error_description: `bad ${canary} the-code-canary` }),
    ],
    ['an error of its own', () => json(500, { error: canary })],
    [
      'an error that names the client secret',
      () => json(401, { error: 'invalid_client', error_description: 'sandbox-client-secret-canary-4711' }),
    ],
    ['too many calls', () => json(429, {}, { 'retry-after': '99999' })],
    ['a broken connection', () => (_q, r) => r.destroy()],
    ['no ID token although one is due', () => json(200, granted({ id_token: undefined }))],
    [
      'an ID token of another issuer',
      () => json(200, granted({ id_token: idToken(claims({ iss: 'https://honest.example.com' })) })),
    ],
    [
      'an ID token for another client',
      () => json(200, granted({ id_token: idToken(claims({ aud: 'somebody-else' })) })),
    ],
    ['an ID token with another nonce', () => json(200, granted({ id_token: idToken(claims({ nonce: 'replayed' })) }))],
    ['an ID token that has ended', () => json(200, granted({ id_token: idToken(claims({ exp: now() - 600 })) }))],
  ];
  test.each(replies)('that answers %s brings nothing', async (_name, reply) => {
    const before = await connections();
    const { attemptId, state } = await begin();
    answer = reply();
    const page = await back(good(state));
    await expectNothing(attemptId, page, before);
    expect(asked.map(({ path }) => path)).toEqual(['/token']);
  });

  test('that never answers is given up', async () => {
    const before = await connections();
    const { attemptId, state } = await begin();
    answer = () => undefined;
    await expectNothing(attemptId, await back(good(state)), before);
  });

  test('that names another host for the API is not believed', async () => {
    const { attemptId, state } = await begin();
    answer = json(200, granted({ base_url: 'https://evil.example.com' }));
    await back(good(state));
    expect(await attemptState(attemptId)).toBe('succeeded');
    expect(asked.map(({ path }) => path)).toEqual(['/token', '/me']);
    expect(await h.database.sql(`select 1 from connection where filled::text like '%evil%'`)).toEqual([]);
  });
});

test('states are all different and hold 256 bits; plain PKCE is never asked for', async () => {
  const states = new Set<string>();
  for (let i = 0; i < 20; i++) {
    const { authorizationUrl } = await start(h.world.acme.member, `Many ${i}`);
    const params = new URL(authorizationUrl).searchParams;
    expect(params.get('code_challenge_method')).toBe('S256');
    expect(params.get('code_challenge')).toMatch(/^[\w-]{43}$/);
    expect(params.get('state')).toMatch(/^[\w-]{43}$/);
    states.add(params.get('state') ?? '');
  }
  expect(states.size).toBe(20);
});
