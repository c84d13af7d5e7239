import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseId } from '@drawbridge/catalog';
import request, { type Response } from 'supertest';
import { Client } from '../support/client.ts';
import { connect, startAttempt } from '../support/connecting.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { postgresAccount } from '../support/targets.ts';

let h: Harness;
beforeAll(async () => {
  h = await startHarness({ background: false });
}, 60_000);
afterAll(() => h.stop());

const password = 'correct horse battery';
let made = 0;

interface Person {
  email: string;
  userId: string;
  membershipId: string;
  signIn(): Promise<Client>;
}

/** Adds somebody with a password to a tenant, or to the platform. */
async function person(role: string, tenantId?: string): Promise<Person> {
  const email = `person.${(made += 1)}@example.com`;
  const added = await h.world.systemAdmin.post('/memberships', {
    email,
    role,
    name: `Person ${made}`,
    password,
    ...(tenantId && { tenantId }),
  });
  expect({ status: added.status, text: added.status === 201 ? '' : added.text }).toEqual({ status: 201, text: '' });
  const body = added.body as { id: string; user: { id: string } };
  return {
    email,
    userId: body.user.id,
    membershipId: body.id,
    signIn: async () => new Client(h.app, { cookie: cookieOf(await signIn(email)) }),
  };
}

const signIn = (email: string, secret = password) => h.anonymous.post('/session', { email, password: secret });
const setCookie = (reply: Response): string =>
  (reply.headers['set-cookie'] as unknown as string[] | undefined)?.[0] ?? '';
const cookieOf = (reply: Response): string => setCookie(reply).split(';')[0] ?? '';
const acme = () => h.world.acme.id;
const events = (action: string, userId: string) =>
  h.database.sql<{ outcome: string; reason: string | null; tenant_id: string | null }>(
    'select outcome, reason, tenant_id from audit_event where action = $1 and target_id = $2 order by at',
    [action, userId],
  );

describe('signing in', () => {
  test('nobody is signed in without a session', async () => {
    expect((await h.anonymous.get('/me')).body).toMatchObject({ status: 401, code: 'unauthenticated' });
    expect((await new Client(h.app, { cookie: 'drawbridge=made-up' }).get('/me')).status).toBe(401);
    expect((await new Client(h.app, { key: 'dbk_made_up' }).get('/me')).status).toBe(401);
  });

  test('a wrong password, an unknown address and a person without membership get one and the same reply', async () => {
    const { email } = await person('member', acme());
    await h.world.systemAdmin.post('/users', { name: 'Nobody', email: 'no.membership@example.com', password });
    const replies = [
      await signIn(email, 'wrong password'),
      await signIn('unknown@example.com'),
      await signIn('no.membership@example.com'),
    ];
    const bodies = replies.map((reply) => ({ ...(reply.body as object), requestId: '' }));
    expect(bodies[0]).toMatchObject({ status: 401, code: 'invalid_sign_in', title: 'Sign-in failed' });
    expect([bodies[1], bodies[2]]).toEqual([bodies[0], bodies[0]]);
    for (const reply of replies) expect(setCookie(reply)).toBe('');
  });

  test('an address that is none is refused by name', async () => {
    const reply = await h.anonymous.post('/session', { email: 'nobody', password });
    expect(reply.body).toMatchObject({ status: 400, code: 'invalid_input', errors: [{ pointer: '/email' }] });
  });

  test('the right password starts a session in a cookie that scripts cannot read', async () => {
    const { email, userId, membershipId } = await person('tenant_admin', acme());
    const reply = await signIn(email.toUpperCase());
    expect({ status: reply.status, body: reply.body }).toEqual({
      status: 201,
      body: {
        user: { id: userId, name: expect.any(String), email },
        apiKey: null,
        role: 'tenant_admin',
        tenant: { id: acme(), name: 'Acme' },
        memberships: [{ id: membershipId, role: 'tenant_admin', tenant: { id: acme(), name: 'Acme' } }],
        rules: expect.any(Array),
        mode: 'development',
      },
    });
    const cookie = setCookie(reply);
    expect(cookie).toMatch(/^drawbridge=[A-Za-z0-9_-]{43}; /);
    for (const attribute of ['HttpOnly', 'SameSite=Lax', 'Path=/', 'Expires=']) expect(cookie).toContain(attribute);
    expect(cookie).not.toMatch(/Domain=/i);
    expect(reply.headers['cache-control']).toBe('no-store');
    expect((await new Client(h.app, { cookie: cookieOf(reply) }).get('/me')).body).toEqual(reply.body);
    const stored = await h.database.sql<{ found: boolean }>(
      `select session::text like '%' || $1 || '%' as found from session`,
      [cookieOf(reply).split('=')[1]],
    );
    expect(stored.some((row) => row.found)).toBe(false);
    expect(await events('session.started', userId)).toEqual([
      { outcome: 'success', reason: null, tenant_id: parseId('tenant', acme()) },
    ]);
  });

  test('a session that was planted in the browser beforehand is never the one that is signed in', async () => {
    const attacker = await person('member', h.world.globex.id);
    const victim = await person('member', acme());
    const planted = cookieOf(await signIn(attacker.email));
    const reply = await new Client(h.app, { cookie: planted }).post('/session', { email: victim.email, password });
    expect(cookieOf(reply)).not.toBe(planted);
    const behindPlanted = await new Client(h.app, { cookie: planted }).get('/me');
    expect(behindPlanted.body).not.toMatchObject({ user: { id: victim.userId } });
    const invented = 'drawbridge=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
    expect(
      cookieOf(await new Client(h.app, { cookie: invented }).post('/session', { email: victim.email, password })),
    ).not.toBe(invented);
    expect((await new Client(h.app, { cookie: invented }).get('/me')).status).toBe(401);
  });

  test('signing in again ends the session that the browser had', async () => {
    const { email } = await person('member', acme());
    const first = cookieOf(await signIn(email));
    const second = cookieOf(await new Client(h.app, { cookie: first }).post('/session', { email, password }));
    expect((await new Client(h.app, { cookie: first }).get('/me')).status).toBe(401);
    expect((await new Client(h.app, { cookie: second }).get('/me')).status).toBe(200);
  });

  test('ten wrong passwords lock the account for half an hour, for the right password too', async () => {
    const { email, userId } = await person('member', acme());
    for (let tries = 0; tries < 10; tries++) expect((await signIn(email, 'wrong password')).status).toBe(401);
    const locked = await signIn(email);
    expect(locked.body).toMatchObject({
      status: 401,
      code: 'invalid_sign_in',
      detail: expect.stringContaining('locked'),
    });
    expect(locked.headers['retry-after']).toBe('1800');
    const refusals = await events('session.refused', userId);
    expect(refusals.map((one) => one.outcome)).toEqual(Array(11).fill('denied'));
    expect([refusals[8]?.reason, refusals[9]?.reason, refusals[10]?.reason]).toEqual([
      'wrong password or no membership',
      'locked',
      'locked',
    ]);
    const shown = await h.world.systemAdmin.get(`/users/${userId}`);
    const minutes = (Date.parse((shown.body as { lockedUntil: string }).lockedUntil) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(29);
    expect(minutes).toBeLessThanOrEqual(30);
    await h.database.sql(`update app_user set locked_until = now() - interval '1 second' where id = $1`, [
      parseId('user', userId),
    ]);
    expect((await signIn(email)).status).toBe(201);
  });

  test('a right password forgets the wrong ones before it', async () => {
    const { email } = await person('member', acme());
    for (let tries = 0; tries < 9; tries++) await signIn(email, 'wrong password');
    expect((await signIn(email)).status).toBe(201);
    await signIn(email, 'wrong password');
    expect((await signIn(email)).status).toBe(201);
  });
});

describe('a session ends', () => {
  test('when its person signs out, on the server too', async () => {
    const cookie = cookieOf(await signIn((await person('member', acme())).email));
    const client = new Client(h.app, { cookie });
    const reply = await client.delete('/session');
    expect([reply.status, reply.text]).toEqual([204, '']);
    expect(setCookie(reply)).toMatch(/^drawbridge=;/);
    expect((await client.get('/me')).status).toBe(401);
  });

  test('when its time is over, and when nobody used it for too long', async () => {
    for (const past of [`expires_at = now() - interval '1 second'`, `last_seen_at = now() - interval '31 minutes'`]) {
      const someone = await person('member', acme());
      const client = await someone.signIn();
      expect((await client.get('/me')).status).toBe(200);
      await h.database.sql(`update session set ${past} where user_id = $1`, [parseId('user', someone.userId)]);
      expect([past, (await client.get('/me')).status]).toEqual([past, 401]);
    }
  });

  test('for people of the platform after fifteen idle minutes', async () => {
    const admin = await person('system_admin');
    const client = await admin.signIn();
    const idle = (minutes: number) =>
      h.database.sql(`update session set last_seen_at = now() - make_interval(mins => $1) where user_id = $2`, [
        minutes,
        parseId('user', admin.userId),
      ]);
    await idle(14);
    expect((await client.get('/me')).status).toBe(200);
    await idle(16);
    expect((await client.get('/me')).status).toBe(401);
  });

  test('when its person is disabled, who cannot sign in any more', async () => {
    const someone = await person('member', acme());
    const client = await someone.signIn();
    const disabled = await h.world.systemAdmin.patch(`/users/${someone.userId}`, { disabled: true });
    expect(disabled.body).toMatchObject({ id: someone.userId, disabled: true, version: 2 });
    expect((await client.get('/me')).status).toBe(401);
    expect((await signIn(someone.email)).body).toMatchObject({ status: 401, code: 'invalid_sign_in' });
    await h.world.systemAdmin.patch(`/users/${someone.userId}`, { disabled: false });
    expect((await client.get('/me')).status).toBe(401);
    expect((await signIn(someone.email)).status).toBe(201);
  });

  test('when its person gets another password', async () => {
    const someone = await person('member', acme());
    const client = await someone.signIn();
    await h.world.systemAdmin.patch(`/users/${someone.userId}`, { password: 'another long password' });
    expect((await client.get('/me')).status).toBe(401);
    expect((await signIn(someone.email)).status).toBe(401);
    expect((await signIn(someone.email, 'another long password')).status).toBe(201);
    const [row] = await h.database.sql<{ text: string }>(
      `select string_agg(changes::text, ' ') as text from audit_event where target_id = $1`,
      [someone.userId],
    );
    expect(row?.text).toContain('set anew');
    expect(row?.text).not.toContain('another long password');
  });

  test('when its person is removed from the tenant', async () => {
    const someone = await person('member', acme());
    const client = await someone.signIn();
    expect((await h.world.acme.admin.delete(`/memberships/${someone.membershipId}`)).status).toBe(204);
    expect((await client.get('/me')).status).toBe(401);
    expect((await signIn(someone.email)).status).toBe(401);
  });
});

test("a demoted administrator's next call is refused", async () => {
  const someone = await person('tenant_admin', acme());
  const client = await someone.signIn();
  expect((await client.get('/api-keys')).status).toBe(200);
  const demoted = await h.world.acme.admin.patch(`/memberships/${someone.membershipId}`, { role: 'member' });
  expect(demoted.body).toMatchObject({ id: someone.membershipId, role: 'member' });
  expect((await client.get('/api-keys')).body).toMatchObject({ status: 403, code: 'forbidden' });
  expect((await client.get('/connections')).status).toBe(200);
});

test('a suspended tenant has no access, neither its people nor its keys, until it is resumed', async () => {
  const tenant = (await h.world.systemAdmin.post('/tenants', { name: 'Umbrella', slug: 'umbrella' })).body as {
    id: string;
    version: number;
  };
  const someone = await person('tenant_admin', tenant.id);
  const client = await someone.signIn();
  const { key } = (await client.post('/api-keys', { name: 'Nightly' })).body as { key: string };
  const workflow = new Client(h.app, { key });
  expect((await workflow.post('/credentials/resolve', { appId: 'postgresql' })).status).toBe(404);
  expect((await h.world.systemAdmin.patch(`/tenants/${tenant.id}`, { suspended: true })).body).toMatchObject({
    suspended: true,
  });
  expect((await client.get('/me')).status).toBe(401);
  expect((await workflow.post('/credentials/resolve', { appId: 'postgresql' })).status).toBe(401);
  await h.world.systemAdmin.patch(`/tenants/${tenant.id}`, { suspended: false });
  expect((await client.get('/me')).status).toBe(200);
  expect((await workflow.post('/credentials/resolve', { appId: 'postgresql' })).status).toBe(404);
});

test('a person of two tenants acts in one at a time, and in no other', async () => {
  const someone = await person('tenant_admin', acme());
  const second = await h.world.globex.admin.post('/memberships', { email: someone.email, role: 'member' });
  expect(second.body).toMatchObject({
    role: 'member',
    tenant: { id: h.world.globex.id },
    user: { id: someone.userId },
  });
  const client = await someone.signIn();
  const { id } = second.body as { id: string };
  const first = (await client.get('/me')).body as { tenant: { id: string }; memberships: object[] };
  expect([first.tenant.id, first.memberships.length]).toEqual([acme(), 2]);
  const switched = await client.patch('/session', { membershipId: id });
  expect(switched.body).toMatchObject({ role: 'member', tenant: { id: h.world.globex.id, name: 'Globex' } });
  expect((await client.get('/api-keys')).status).toBe(403);
  const others = await person('tenant_admin', acme());
  const refused = await client.patch('/session', { membershipId: others.membershipId });
  expect(refused.body).toMatchObject({ status: 404, code: 'not_found' });
  expect((await client.get('/me')).body).toMatchObject({ tenant: { id: h.world.globex.id } });
});

describe('API keys', () => {
  const newKey = async (body: object = {}) => {
    const reply = await h.world.acme.admin.post('/api-keys', { name: `Key ${(made += 1)}`, ...body });
    return reply.body as { id: string; key: string; hint: string; name: string };
  };
  const resolves = async (key: string) =>
    (await new Client(h.app, { key }).post('/credentials/resolve', { appId: 'postgresql' })).status;

  test('a key is shown once, and kept as a digest only', async () => {
    const reply = await h.world.acme.admin.post('/api-keys', { name: 'Shown once', expiresInDays: 30 });
    expect(reply.body).toEqual({
      id: expect.stringMatching(/^key_/),
      name: 'Shown once',
      hint: expect.stringMatching(/^dbk_.{8}$/),
      key: expect.stringMatching(/^dbk_[0-9a-z]{26}_[A-Za-z0-9_-]{43}$/),
      createdAt: expect.any(String),
      createdBy: { id: h.world.acme.admin.id, name: 'Acme Admin' },
      expiresAt: expect.any(String),
      revokedAt: null,
      lastUsedAt: null,
    });
    const { key, id } = reply.body as { key: string; id: string };
    const secret = key.split('_').slice(2).join('_');
    expect(await resolves(key)).toBe(404);
    expect((await h.world.acme.admin.get('/api-keys?limit=100')).text).not.toContain(secret);
    for (const table of ['api_key', 'audit_event']) {
      const rows = await h.database.sql<{ found: boolean }>(
        `select ${table}::text like '%' || $1 || '%' as found from ${table}`,
        [secret],
      );
      expect(rows.some((row) => row.found)).toBe(false);
    }
    expect(await events('api_key.created', id)).toHaveLength(1);
  });

  test('two keys of a tenant cannot have one name', async () => {
    const { name } = await newKey();
    const reply = await h.world.acme.admin.post('/api-keys', { name: name.toUpperCase() });
    expect(reply.body).toMatchObject({ status: 409, code: 'already_exists', errors: [{ pointer: '/name' }] });
    expect((await h.world.globex.admin.post('/api-keys', { name })).status).toBe(201);
  });

  test('a revoked key is refused with its next request, and says who and why in the trail', async () => {
    const { id, key } = await newKey();
    const reply = await h.world.acme.admin.post(`/api-keys/${id}/revoke`, { reason: 'It leaked.' });
    expect(reply.body).toMatchObject({ id, revokedAt: expect.any(String) });
    expect(await resolves(key)).toBe(401);
    expect(await events('api_key.revoked', id)).toEqual([
      { outcome: 'success', reason: 'It leaked.', tenant_id: parseId('tenant', acme()) },
    ]);
  });

  test('an expired key is refused', async () => {
    const { id, key } = await newKey({ expiresInDays: 1 });
    expect(await resolves(key)).toBe(404);
    await h.database.sql(`update api_key set expires_at = now() - interval '1 second' where id = $1`, [
      parseId('apiKey', id),
    ]);
    expect(await resolves(key)).toBe(401);
  });

  test('a key with another secret, or of another id, is refused', async () => {
    const [one, other] = [await newKey(), await newKey()];
    const parts = (key: string) => ({ id: key.split('_')[1], secret: key.split('_').slice(2).join('_') });
    expect(await resolves(`dbk_${parts(one.key).id}_${parts(other.key).secret}`)).toBe(401);
    expect(await resolves(one.key.slice(0, -1))).toBe(401);
    expect(await resolves(`${one.key}x`)).toBe(401);
  });

  test('a tenant sees and revokes its own keys only', async () => {
    const { id } = await newKey();
    expect((await h.world.globex.admin.get('/api-keys?limit=100')).text).not.toContain(id);
    expect((await h.world.globex.admin.post(`/api-keys/${id}/revoke`, { reason: 'Not mine.' })).body).toMatchObject({
      status: 404,
    });
  });
});

describe('a request from another site', () => {
  const call = (headers: Record<string, string>, cookie: string, path = '/api/v1/api-keys') =>
    request(h.app.getHttpServer())
      .post(path)
      .set({ cookie, ...headers });
  let cookie: string;
  beforeAll(async () => {
    cookie = cookieOf(await signIn((await person('tenant_admin', acme())).email));
  });

  test.each([
    ['says it comes from another site', { 'sec-fetch-site': 'cross-site' }],
    ['says it comes from a neighbour of the site', { 'sec-fetch-site': 'same-site' }],
    ['has the origin of another site', { origin: 'https://evil.example' }],
    ['has no origin at all', {}],
    ['has an origin that is none', { origin: 'null' }],
  ])('that %s is refused although the cookie came along', async (_what, headers) => {
    const reply = await call(headers, cookie).send({ name: 'Forged' });
    expect(reply.body).toMatchObject({ status: 403, code: 'cross_site_request' });
    expect(await h.database.sql(`select 1 from api_key where name = 'Forged'`)).toEqual([]);
  });

  test('from the console itself is let through, by either header', async () => {
    const own = call({ 'sec-fetch-site': 'same-origin' }, cookie);
    expect((await own.send({ name: `Own ${(made += 1)}` })).status).toBe(201);
    const host = '127.0.0.1:3999';
    expect((await call({ host, origin: `http://${host}` }, cookie).send({ name: `Own ${(made += 1)}` })).status).toBe(
      201,
    );
  });

  test('cannot send a form, not even from the own site', async () => {
    const form = call(
      { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
      cookie,
    ).send('name=Forged');
    expect((await form).body).toMatchObject({ status: 415, code: 'unsupported_media_type' });
    const text = call({ 'sec-fetch-site': 'same-origin', 'content-type': 'text/plain' }, cookie).send(
      '{"name":"Forged"}',
    );
    expect((await text).body).toMatchObject({ status: 415, code: 'unsupported_media_type' });
    expect(await h.database.sql(`select 1 from api_key where name = 'Forged'`)).toEqual([]);
  });

  test('cannot sign anybody in or out', async () => {
    const { email } = await person('member', acme());
    const signInReply = await request(h.app.getHttpServer())
      .post('/api/v1/session')
      .set('sec-fetch-site', 'cross-site')
      .send({ email, password });
    expect(signInReply.body).toMatchObject({ status: 403, code: 'cross_site_request' });
    const out = await request(h.app.getHttpServer())
      .delete('/api/v1/session')
      .set({ cookie, 'sec-fetch-site': 'cross-site' });
    expect(out.status).toBe(403);
  });

  test('with an API key is nobody’s browser, and let through', async () => {
    const { key } = (await h.world.acme.admin.post('/api-keys', { name: `Server ${(made += 1)}` })).body as {
      key: string;
    };
    const reply = await request(h.app.getHttpServer())
      .post('/api/v1/credentials/resolve')
      .set({ authorization: `Bearer ${key}`, 'sec-fetch-site': 'cross-site', origin: 'https://workflows.example' })
      .send({ appId: 'postgresql' });
    expect(reply.body).toMatchObject({ status: 404, code: 'no_connection' });
  });

  test('cannot trigger a test or a check by a link, an image or a prefetch', async () => {
    const { admin } = h.world.acme;
    const client = Object.assign(new Client(h.app, { cookie }), {});
    const connection = await connect(admin, await postgresAccount(h.database), `Checked ${(made += 1)}`);
    const attempt = await startAttempt(client, await postgresAccount(h.database), `Tested ${(made += 1)}`);
    for (const path of [`/api/v1/connections/${connection}/check`, `/api/v1/connections/${attempt}/test`]) {
      for (const headers of [
        { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
        { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' },
        { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate' },
        { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' },
        { origin: 'http://127.0.0.1:3999' },
        {},
      ] as Record<string, string>[]) {
        const reply = await request(h.app.getHttpServer())
          .get(path)
          .set({ cookie, ...headers });
        expect([path, headers, reply.status, (reply.body as { code: string }).code]).toEqual([
          path,
          headers,
          403,
          'cross_site_request',
        ]);
      }
      const own = await request(h.app.getHttpServer())
        .get(path)
        .set({ cookie, 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' });
      expect([path, own.status]).toEqual([path, 200]);
    }
  });
});

describe('administration', () => {
  test('an address has one account, and a short name one tenant', async () => {
    const { email } = await person('member', acme());
    const twice = await h.world.systemAdmin.post('/users', { name: 'Twin', email: email.toUpperCase(), password });
    expect(twice.body).toMatchObject({ status: 409, code: 'already_exists', errors: [{ pointer: '/email' }] });
    await h.world.systemAdmin.post('/tenants', { name: 'Stark', slug: 'stark' });
    const again = await h.world.systemAdmin.post('/tenants', { name: 'Stark again', slug: 'stark' });
    expect(again.body).toMatchObject({ status: 409, code: 'already_exists', errors: [{ pointer: '/slug' }] });
  });

  test('a person is a member of a tenant once', async () => {
    const { email } = await person('member', acme());
    const reply = await h.world.acme.admin.post('/memberships', { email, role: 'tenant_admin' });
    expect(reply.body).toMatchObject({ status: 409, code: 'already_exists' });
  });

  test('a person without an account needs a name and a password', async () => {
    const reply = await h.world.acme.admin.post('/memberships', {
      email: 'fresh@example.com',
      role: 'member',
      name: 'Fresh',
    });
    expect(reply.body).toMatchObject({ status: 400, errors: [{ pointer: '/password' }] });
  });

  test("a tenant's administrator adds people to no other tenant, and nobody to the platform", async () => {
    const { admin } = h.world.acme;
    for (const more of [
      { role: 'member', tenantId: h.world.globex.id },
      { role: 'system_admin' },
      { role: 'compliance' },
    ]) {
      const reply = await admin.post('/memberships', {
        email: 'climber@example.com',
        name: 'Climber',
        password,
        ...more,
      });
      expect([more, reply.status, (reply.body as { code: string }).code]).toEqual([more, 403, 'forbidden']);
    }
    expect(await h.database.sql(`select 1 from app_user where email = 'climber@example.com'`)).toEqual([]);
  });

  test('a tenant that does not exist cannot be joined', async () => {
    const reply = await h.world.systemAdmin.post('/memberships', {
      email: 'x@example.com',
      name: 'X',
      password,
      role: 'member',
      tenantId: 'ten_00000000000000000000000000',
    });
    expect(reply.body).toMatchObject({ status: 400, code: 'invalid_input', errors: [{ pointer: '/tenantId' }] });
  });

  test('a change made on an old sight of a record is refused', async () => {
    const { userId } = await person('member', acme());
    await h.world.systemAdmin.patch(`/users/${userId}`, { name: 'First', version: 1 });
    const late = await h.world.systemAdmin.patch(`/users/${userId}`, { name: 'Second', version: 1 });
    expect(late.body).toMatchObject({ status: 409, code: 'stale_version' });
    expect((await h.world.systemAdmin.get(`/users/${userId}`)).body).toMatchObject({ name: 'First', version: 2 });
  });

  test('a list of people is paged without gaps and repeats', async () => {
    for (let i = 0; i < 3; i++) await person('member', acme());
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = (await h.world.systemAdmin.get(`/users?limit=2${cursor && `&cursor=${cursor}`}`)).body as {
        items: { id: string }[];
        nextCursor: string | null;
      };
      seen.push(...page.items.map((user) => user.id));
      cursor = page.nextCursor;
    }
    const [row] = await h.database.sql<{ count: string }>('select count(*) as count from app_user');
    expect([seen.length, new Set(seen).size]).toEqual([Number(row?.count), Number(row?.count)]);
    expect(seen).toEqual([...seen].sort().reverse());
  });

  test('nothing about a password is ever shown', async () => {
    const { userId } = await person('member', acme());
    const shown = await h.world.systemAdmin.get(`/users/${userId}`);
    expect(Object.keys(shown.body as object).sort()).toEqual([
      'createdAt',
      'disabled',
      'email',
      'id',
      'lastSignInAt',
      'lockedUntil',
      'name',
      'version',
    ]);
    expect(shown.text).not.toContain('scrypt');
  });
});
