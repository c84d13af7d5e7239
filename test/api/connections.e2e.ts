import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseId } from '@drawbridge/catalog';
import pg, { escapeIdentifier } from 'pg';
import { AttemptTests } from '../../backend/src/attempts/index.ts';
import { UseLedger } from '../../backend/src/credentials/index.ts';
import { SecretStore, tenantPlace } from '../../backend/src/secrets/index.ts';
import type { Client } from '../support/client.ts';
import { connect, publish, startAttempt } from '../support/connecting.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { walk } from '../support/pages.ts';
import { postgresAccount, type PostgresAccount } from '../support/targets.ts';
import { until } from '../support/until.ts';

let h: Harness;
let admin: Client;
let member: Client;
beforeAll(async () => {
  h = await startHarness({ background: false });
  ({ admin, member } = h.world.acme);
}, 60_000);
afterAll(() => h.stop());

let made = 0;
const fresh = (what = 'Connection') => `${what} ${(made += 1)}`;
const account = () => postgresAccount(h.database);
const reason = 'No longer needed.';

const stored = async (id: string) => {
  const [row] = await h.database.sql<{
    state: string;
    secret_id: string | null;
    name: string;
    version: number;
    is_default: boolean;
  }>('select state, secret_id, name, version, is_default from connection where id = $1', [parseId('connection', id)]);
  if (!row) throw new Error('there is no such connection');
  return row;
};
/** The password that workflows get now. */
const passwordInUse = async (id: string): Promise<unknown> => {
  const reply = await h.world.acme.workflow.post('/credentials/resolve', { connectionId: id });
  return reply.status === 200
    ? (reply.body as { fields: { password: string } }).fields.password
    : (reply.body as { code: string }).code;
};
const actionsOf = async (id: string): Promise<string[]> =>
  (
    await h.database.sql<{ action: string }>('select action from audit_event where target_id = $1 order by at', [id])
  ).map((row) => row.action);
const refuseLogins = (target: PostgresAccount) =>
  h.database.sql(`alter role ${escapeIdentifier(target.fields.username)} connection limit 0`);
const allowLogins = (target: PostgresAccount) =>
  h.database.sql(`alter role ${escapeIdentifier(target.fields.username)} connection limit -1`);

describe('connecting', () => {
  test('only people of a tenant connect accounts', async () => {
    const body = { appId: 'postgresql', authMethod: 'login', name: fresh(), fields: (await account()).fields };
    expect((await h.anonymous.post('/connections', body)).status).toBe(401);
    for (const client of [h.world.systemAdmin, h.world.compliance, h.world.acme.workflow])
      expect((await client.post('/connections', body)).status).toBe(403);
  });

  test('the form is checked field by field before anything is stored', async () => {
    const body = { appId: 'postgresql', authMethod: 'login', name: fresh() };
    const missing = await admin.post('/connections', { ...body, fields: { host: '127.0.0.1', port: '99999' } });
    expect(missing.body).toMatchObject({ status: 422, code: 'invalid_fields' });
    const pointers = (missing.body as { errors: { pointer: string }[] }).errors.map((error) => error.pointer);
    expect(pointers).toEqual(
      expect.arrayContaining(['/fields/port', '/fields/database', '/fields/username', '/fields/password']),
    );
    expect((await admin.post('/connections', { ...body, appId: 'no-such-app' })).body).toMatchObject({
      status: 422,
      code: 'unknown_app',
      errors: [{ pointer: '/appId' }],
    });
    expect((await admin.post('/connections', { ...body, authMethod: 'carrier-pigeon' })).body).toMatchObject({
      status: 422,
      errors: [{ pointer: '/authMethod' }],
    });
    expect(await h.database.sql('select 1 from attempt where name = $1', [body.name])).toEqual([]);
  });

  test('an attempt becomes a connection once its test has passed, and shows no secret', async () => {
    const [target, name] = [await account(), fresh('Whole')];
    const started = await member.post('/connections', {
      appId: 'postgresql',
      authMethod: 'login',
      name,
      fields: target.fields,
    });
    expect({ status: started.status, body: started.body }).toEqual({
      status: 201,
      body: {
        attemptId: expect.stringMatching(/^att_/),
        kind: 'create',
        state: 'pending',
        appId: 'postgresql',
        authMethod: 'login',
        connectionId: null,
        expiresAt: expect.any(String),
      },
    });
    const { attemptId } = started.body as { attemptId: string };
    const tested = await member.get(`/connections/${attemptId}/test`);
    const { connectionId } = tested.body as { connectionId: string };
    expect(tested.body).toEqual({
      attemptId,
      state: 'succeeded',
      connectionId: expect.stringMatching(/^conn_/),
      externalAccount: {
        id: expect.stringContaining(target.fields.username),
        label: `${target.fields.username}@127.0.0.1/${target.fields.database}`,
      },
      test: { token: 'ok', api: 'ok', permissions: 'ok' },
    });
    const { password: _secret, ...config } = target.fields;
    const shown = await member.get(`/connections/${connectionId}`);
    expect(shown.body).toEqual({
      id: connectionId,
      appId: 'postgresql',
      appName: 'PostgreSQL',
      appVersion: null,
      authMethod: 'login',
      authKind: 'custom',
      name,
      state: 'active',
      isDefault: expect.any(Boolean),
      externalAccount: (tested.body as { externalAccount: object }).externalAccount,
      config,
      secretFields: ['password'],
      owner: { id: h.world.acme.member.id, name: 'Acme Member' },
      health: {
        outcome: 'ok',
        test: { token: 'ok', api: 'ok', permissions: 'ok' },
        errorCode: null,
        checkedAt: expect.any(String),
      },
      credentialSetAt: expect.any(String),
      firstUsedAt: null,
      lastUsedAt: null,
      useCount: 0,
      rotation: { dueAt: expect.any(String), days: 90, source: expect.any(String) },
      publication: null,
      rest: null,
      oauth: null,
      createdAt: expect.any(String),
      revokedAt: null,
      revokedBy: null,
      revokeReason: null,
      version: 1,
    });
    expect(await actionsOf(connectionId)).toEqual(['connection.created']);
    expect(await actionsOf(attemptId)).toEqual(['attempt.started', 'attempt.succeeded']);
  });

  test('ten tests of one attempt at a time make one connection', async () => {
    const name = fresh('Raced');
    const attempt = await startAttempt(admin, await account(), name);
    const replies = await Promise.all(Array.from({ length: 10 }, () => admin.get(`/connections/${attempt}/test`)));
    const ids = new Set(replies.map((reply) => (reply.body as { connectionId: string }).connectionId));
    expect([replies.map((reply) => reply.status), ids.size]).toEqual([Array(10).fill(200), 1]);
    expect(await h.database.sql('select 1 from connection where name = $1', [name])).toHaveLength(1);
    const [id] = [...ids];
    expect((await actionsOf(id as string)).filter((action) => action === 'connection.created')).toHaveLength(1);
  });

  test('a wrong password makes no connection, says so, and its secret is destroyed', async () => {
    const target = await account();
    const attempt = await startAttempt(admin, { ...target, fields: { ...target.fields, password: 'wrong' } }, fresh());
    const [row] = await h.database.sql<{ secret_id: string }>('select secret_id from attempt where id = $1', [
      parseId('attempt', attempt),
    ]);
    const tested = await admin.get(`/connections/${attempt}/test`);
    expect(tested.body).toMatchObject({
      state: 'failed',
      test: { token: 'failed' },
      error: { code: 'invalid_auth', title: 'Authorization rejected' },
    });
    expect(tested.body).not.toHaveProperty('connectionId');
    expect((await admin.get(`/connections/${attempt}/test`)).body).toEqual(tested.body);
    const [secret] = await h.database.sql('select state from secret where id = $1', [row?.secret_id]);
    expect(secret).toEqual({ state: 'destroyed' });
  });

  test('a test that could not decide leaves the attempt open, to be tested again', async () => {
    const target = await account();
    const attempt = await startAttempt(admin, target, fresh());
    await refuseLogins(target);
    expect((await admin.get(`/connections/${attempt}/test`)).body).toMatchObject({
      state: 'pending',
      test: { token: 'undecided' },
      error: { code: 'provider_error' },
    });
    await allowLogins(target);
    expect((await admin.get(`/connections/${attempt}/test`)).body).toMatchObject({ state: 'succeeded' });
  });

  test('an attempt that nobody finished in time expires, and its secret is destroyed', async () => {
    const ids = [
      await startAttempt(admin, await account(), fresh()),
      await startAttempt(admin, await account(), fresh()),
    ].map((id) => [id, parseId('attempt', id)] as const);
    for (const [, uuid] of ids)
      await h.database.sql(`update attempt set expires_at = now() - interval '1 second' where id = $1`, [uuid]);
    const [[seen], [unseen]] = ids as [(typeof ids)[0], (typeof ids)[0]];
    expect((await admin.get(`/connections/${seen}/test`)).body).toMatchObject({
      state: 'expired',
      error: { code: 'expired', title: 'Connection expired' },
    });
    await h.app.get(AttemptTests).expireDue();
    for (const [id, uuid] of ids) {
      expect(
        await h.database.sql(
          'select a.state, s.state as secret from attempt a join secret s on s.id = a.secret_id where a.id = $1',
          [uuid],
        ),
      ).toEqual([{ state: 'expired', secret: expect.stringMatching(/^(doomed|destroyed)$/) }]);
      expect(await actionsOf(id)).toEqual(['attempt.started', 'attempt.expired']);
    }
    expect((await admin.get(`/connections/${unseen}/test`)).body).toMatchObject({ state: 'expired' });
  });

  test('an attempt is its author’s and the administrator’s to test', async () => {
    const attempt = await startAttempt(admin, await account(), fresh());
    expect((await member.get(`/connections/${attempt}/test`)).body).toMatchObject({ status: 403 });
    expect((await h.world.globex.admin.get(`/connections/${attempt}/test`)).body).toMatchObject({ status: 404 });
  });

  test('a name is taken once per app, whatever its case, until its connection is revoked', async () => {
    const name = fresh('Taken %_');
    const id = await connect(admin, await account(), name);
    const again = await admin.post('/connections', {
      appId: 'postgresql',
      authMethod: 'login',
      name: name.toUpperCase(),
      fields: (await account()).fields,
    });
    expect(again.body).toMatchObject({ status: 409, code: 'name_taken', errors: [{ pointer: '/name' }] });
    await connect(h.world.globex.admin, await account(), name);
    await admin.post(`/connections/${id}/revoke`, { reason });
    await connect(admin, await account(), name);
  });

  test('of two that become the default at the same time, the later one is it', async () => {
    const [earlier, later] = [
      await connect(admin, await account(), fresh('Earlier')),
      await connect(admin, await account(), fresh('Later')),
    ];
    await h.database.sql('update connection set is_default = false where is_default');
    const other = new pg.Client({ connectionString: h.database.superuserUrl });
    await other.connect();
    try {
      await other.query('begin');
      await other.query('update connection set is_default = true where id = $1', [parseId('connection', earlier)]);
      // Sent now, and not when it is waited for.
      const reply = admin.patch(`/connections/${later}`, { isDefault: true }).then((answered) => answered);
      await until('the change waits for the other one', async () => {
        const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
        return (await h.database.sql(waiting)).length > 0;
      });
      await other.query('commit');
      expect(await reply).toMatchObject({ status: 200, body: { isDefault: true } });
    } finally {
      await other.end();
    }
    expect((await admin.get(`/connections/${earlier}`)).body).toMatchObject({ isDefault: false });
  });

  test('of two attempts with one name, the second to pass is refused', async () => {
    const name = fresh('Twice');
    const [first, second] = [
      await startAttempt(admin, await account(), name),
      await startAttempt(admin, await account(), name),
    ];
    const replies = await Promise.all([first, second].map((id) => admin.get(`/connections/${id}/test`)));
    const states = replies.map((reply) => (reply.body as { state: string }).state).sort();
    expect(states).toEqual(['failed', 'succeeded']);
    expect(replies.map((reply) => (reply.body as { error?: { code: string } }).error?.code).filter(Boolean)).toEqual([
      'name_taken',
    ]);
  });

  test('connecting an account again updates the connection that there is', async () => {
    const target = await account();
    const id = await connect(admin, target, fresh());
    const password = await target.changePassword();
    const attempt = await startAttempt(
      admin,
      { ...target, fields: { ...target.fields, password } },
      fresh('Another name'),
    );
    expect((await admin.get(`/connections/${attempt}/test`)).body).toMatchObject({
      state: 'succeeded',
      connectionId: id,
      updatedExisting: true,
    });
    expect(await passwordInUse(id)).toBe(password);
    const [row] = await h.database.sql<{ count: string }>(
      'select count(*) as count from connection where config ->> $1 = $2',
      ['username', target.fields.username],
    );
    expect(Number(row?.count)).toBe(1);
  });

  test("a member does not take over a colleague's connection by connecting its account", async () => {
    const target = await account();
    const id = await connect(admin, target, fresh());
    const before = await stored(id);
    const attempt = await startAttempt(member, target, fresh());
    expect((await member.get(`/connections/${attempt}/test`)).body).toMatchObject({
      state: 'failed',
      error: { code: 'already_connected' },
    });
    expect(await stored(id)).toEqual(before);
  });

  test('the same account in two tenants is two connections that know nothing of each other', async () => {
    const target = await account();
    const [own, theirs] = [await connect(admin, target, fresh()), await connect(h.world.globex.admin, target, fresh())];
    expect(own).not.toBe(theirs);
    await admin.post(`/connections/${own}/revoke`, { reason });
    expect((await h.world.globex.admin.get(`/connections/${theirs}`)).body).toMatchObject({ state: 'active' });
  });
});

describe('keeping', () => {
  test('a connection is renamed by who saw its present version', async () => {
    const [id, name] = [await connect(member, await account(), fresh()), fresh('Renamed')];
    const renamed = await member.patch(`/connections/${id}`, { name, version: 1 });
    expect(renamed.body).toMatchObject({ id, name, version: 2 });
    expect((await member.patch(`/connections/${id}`, { name: fresh(), version: 1 })).body).toMatchObject({
      status: 409,
      code: 'stale_version',
    });
    const [event] = await h.database.sql<{ changes: object }>(
      `select changes from audit_event where target_id = $1 and action = 'connection.updated'`,
      [id],
    );
    expect(event?.changes).toMatchObject({ name: { after: name } });
    const other = await connect(member, await account(), fresh());
    expect((await member.patch(`/connections/${other}`, { name: name.toLowerCase() })).body).toMatchObject({
      status: 409,
      code: 'name_taken',
      errors: [{ pointer: '/name' }],
    });
  });

  test('there is one default for each app, and making another one takes it from the first', async () => {
    const first = await connect(admin, await account(), fresh());
    await admin.patch(`/connections/${first}`, { isDefault: true });
    const second = await connect(admin, await account(), fresh());
    expect((await admin.patch(`/connections/${second}`, { isDefault: true })).body).toMatchObject({ isDefault: true });
    expect((await admin.get(`/connections/${first}`)).body).toMatchObject({ isDefault: false });
    const defaults = await h.database.sql(
      `select id from connection where tenant_id = $1 and app_id = 'postgresql' and is_default`,
      [parseId('tenant', h.world.acme.id)],
    );
    expect(defaults).toEqual([{ id: parseId('connection', second) }]);
    await Promise.all(
      [first, second, first, second].map((id) => admin.patch(`/connections/${id}`, { isDefault: true })),
    );
    const after = await h.database.sql(
      `select id from connection where tenant_id = $1 and app_id = 'postgresql' and is_default`,
      [parseId('tenant', h.world.acme.id)],
    );
    expect(after).toHaveLength(1);
  });

  test('a default that is revoked leaves none', async () => {
    const id = await connect(admin, await account(), fresh());
    await admin.patch(`/connections/${id}`, { isDefault: true });
    await admin.post(`/connections/${id}/revoke`, { reason });
    expect(await stored(id)).toMatchObject({ is_default: false, secret_id: null });
  });

  test('a check that passes leaves the state as it is and notes when', async () => {
    const id = await connect(admin, await account(), fresh());
    expect((await member.get(`/connections/${id}/check`)).body).toEqual({
      connectionId: id,
      state: 'active',
      test: { token: 'ok', api: 'ok', permissions: 'ok' },
      checkedAt: expect.any(String),
    });
  });

  test('a password changed at the provider is found by a check: the connection needs reauthorizing, its owner is told, workflows are refused', async () => {
    const target = await account();
    const id = await connect(member, target, fresh());
    const password = await target.changePassword();
    expect((await member.get(`/connections/${id}/check`)).body).toMatchObject({
      state: 'needs_reauth',
      test: { token: 'failed' },
      error: { code: 'invalid_auth' },
    });
    expect(await passwordInUse(id)).toBe('connection_needs_reauth');
    const banner = await member.get('/connections?state=needs_reauth');
    expect((banner.body as { items: { id: string; health: object }[] }).items).toMatchObject([
      { id, health: { outcome: 'failed', errorCode: 'invalid_auth' } },
    ]);
    await member.get(`/connections/${id}/check`);
    const notices = await h.database.sql(
      `select user_id, link from notification where kind = 'connection_needs_reauth' and link like $1`,
      [`%${id}%`],
    );
    expect(notices).toEqual([{ user_id: parseId('user', h.world.acme.member.id), link: `/connections/${id}/show` }]);

    const attempt = await member.post(`/connections/${id}/reauthorize`, { fields: { password } });
    expect(attempt.body).toMatchObject({ kind: 'reauthorize', state: 'pending', connectionId: id });
    const tested = await member.get(`/connections/${(attempt.body as { attemptId: string }).attemptId}/test`);
    expect(tested.body).toMatchObject({ state: 'succeeded', connectionId: id });
    expect(await stored(id)).toMatchObject({ state: 'active' });
    expect(await passwordInUse(id)).toBe(password);
    expect(await actionsOf(id)).toEqual(expect.arrayContaining(['connection.checked', 'connection.reauthorized']));
  });

  test('a connection that works again is active again after its check', async () => {
    const target = await account();
    const id = await connect(admin, target, fresh());
    const disable = (how: string) => h.database.sql(`alter role ${escapeIdentifier(target.fields.username)} ${how}`);
    await disable('nologin');
    expect((await admin.get(`/connections/${id}/check`)).body).toMatchObject({ state: 'needs_reauth' });
    await disable('login');
    expect((await admin.get(`/connections/${id}/check`)).body).toMatchObject({ state: 'active' });
  });

  test('a check that could not decide changes nothing but its own time', async () => {
    const target = await account();
    const id = await connect(admin, target, fresh());
    await refuseLogins(target);
    expect((await admin.get(`/connections/${id}/check`)).body).toMatchObject({
      state: 'active',
      test: { token: 'undecided' },
      error: { code: 'provider_error' },
    });
    expect((await admin.get(`/connections/${id}`)).body).toMatchObject({
      state: 'active',
      health: { outcome: 'undecided' },
    });
    expect(await passwordInUse(id)).toBe(target.fields.password);
  });
});

describe('rotating', () => {
  test('a new credential that works takes over, and the old secret is destroyed after its grace', async () => {
    const target = await account();
    const id = await connect(member, target, fresh());
    const before = await stored(id);
    const password = await target.changePassword();
    const rotated = await member.post(`/connections/${id}/rotate`, { fields: { password }, version: 1 });
    expect({ status: rotated.status, body: rotated.body }).toMatchObject({
      status: 200,
      body: { state: 'succeeded', connectionId: id, test: { token: 'ok' } },
    });
    expect(await passwordInUse(id)).toBe(password);
    const after = await stored(id);
    expect(after).toMatchObject({ state: 'active', version: 2 });
    expect(after.secret_id).not.toBe(before.secret_id);
    const [old] = await h.database.sql<{ state: string; later: boolean }>(
      'select state, next_at > now() as later from secret where id = $1',
      [before.secret_id],
    );
    expect(old).toEqual({ state: 'doomed', later: true });
    expect(await actionsOf(id)).toContain('connection.rotated');
  });

  test('a new credential that does not work leaves the old one in use', async () => {
    const target = await account();
    const id = await connect(admin, target, fresh());
    const before = await stored(id);
    const refused = await admin.post(`/connections/${id}/rotate`, { fields: { password: 'wrong' } });
    expect(refused.body).toMatchObject({ state: 'failed', error: { code: 'invalid_auth' } });
    expect(await stored(id)).toEqual(before);
    expect(await passwordInUse(id)).toBe(target.fields.password);
  });

  test('the credential of another account needs a confirmation', async () => {
    const [first, second] = [await account(), await account()];
    const id = await connect(admin, first, fresh());
    const { username, password } = second.fields;
    const refused = await admin.post(`/connections/${id}/rotate`, { fields: { username, password } });
    expect(refused.body).toMatchObject({
      state: 'failed',
      error: { code: 'different_account', message: expect.stringContaining(username) },
    });
    expect(await passwordInUse(id)).toBe(first.fields.password);
    const confirmed = await admin.post(`/connections/${id}/rotate`, {
      fields: { username, password },
      confirmAccountChange: true,
    });
    expect(confirmed.body).toMatchObject({ state: 'succeeded', connectionId: id });
    expect((await admin.get(`/connections/${id}`)).body).toMatchObject({
      externalAccount: { label: expect.stringContaining(username) },
    });
  });

  test('an account that another connection has is refused, confirmed or not', async () => {
    const [first, second] = [await account(), await account()];
    const id = await connect(admin, first, fresh());
    await connect(admin, second, fresh());
    const { username, password } = second.fields;
    const refused = await admin.post(`/connections/${id}/rotate`, {
      fields: { username, password },
      confirmAccountChange: true,
    });
    expect(refused.body).toMatchObject({ state: 'failed', error: { code: 'already_connected' } });
  });

  test('the stored secret is never sent to a host that it was not typed for', async () => {
    const id = await connect(admin, await account(), fresh());
    const moved = await admin.post(`/connections/${id}/rotate`, { fields: { host: 'evil.example' } });
    expect(moved.body).toMatchObject({
      status: 422,
      code: 'invalid_fields',
      errors: [{ pointer: '/fields/password' }],
    });
  });
});

describe('revoking', () => {
  test('the reply names the workflows that stop; they are refused at once and the secret is destroyed', async () => {
    const target = await account();
    const id = await connect(admin, target, fresh());
    await h.world.acme.workflow.post('/credentials/resolve', {
      connectionId: id,
      workflow: 'Nightly report',
      operation: 'read orders',
    });
    await h.app.get(UseLedger).flush();
    const preview = await admin.get(`/connections/${id}/revocation`);
    expect(preview.body).toMatchObject({
      usages: [{ workflow: 'Nightly report', operation: 'read orders', useCount: 1 }],
      publishedCopy: null,
    });
    const { secret_id: secret } = await stored(id);
    const revoked = await admin.post(`/connections/${id}/revoke`, { reason, version: 1 });
    expect({ status: revoked.status, body: revoked.body }).toMatchObject({
      status: 200,
      body: {
        connection: { id, state: 'revoked', isDefault: false, revokeReason: reason, revokedBy: { name: 'Acme Admin' } },
        stoppedUsages: [{ workflow: 'Nightly report', apiKey: { id: h.world.acme.workflow.id, name: 'workflows' } }],
        publishedCopy: null,
        advice: expect.stringContaining('at the provider too'),
      },
    });
    expect(await passwordInUse(id)).toBe('connection_revoked');
    expect(await h.database.sql('select state from secret where id = $1', [secret])).toEqual([{ state: 'destroyed' }]);
    const place = tenantPlace(h.world.acme.id, `sec_${'0'.repeat(26)}`);
    await expect(h.app.get(SecretStore).read({ ...place, secret: secret ?? '' })).rejects.toThrow(
      'the secret is missing',
    );
    expect(await actionsOf(id)).toContain('connection.revoked');
    expect((await admin.post(`/connections/${id}/revoke`, { reason })).body).toMatchObject({
      status: 409,
      code: 'invalid_transition',
    });
  });

  test('what happens to a published copy has to be said', async () => {
    const id = await connect(admin, await account(), fresh());
    const copy = await publish(h, admin, id);
    expect((await admin.get(`/connections/${id}/revocation`)).body).toMatchObject({ publishedCopy: { id: copy } });
    expect((await admin.post(`/connections/${id}/revoke`, { reason })).body).toMatchObject({
      status: 400,
      errors: [{ pointer: '/revokePublished' }],
    });
    expect(await stored(id)).toMatchObject({ state: 'active' });
    const revoked = await admin.post(`/connections/${id}/revoke`, { reason, revokePublished: true });
    expect(revoked.body).toMatchObject({ publishedCopy: copy });
    expect(await actionsOf(copy)).toContain('global_connection.revocation_requested');
    expect((await h.world.globex.member.get(`/global-connections/${copy}`)).body).toMatchObject({ state: 'published' });
  });
});

describe('listing', () => {
  test('pages have neither gaps nor repeats, also while something is added', async () => {
    const { globex } = h.world;
    const ids: string[] = [];
    for (let at = 0; at < 5; at++) ids.push(await connect(globex.admin, await account(), fresh('Listed')));
    const first = (await globex.admin.get('/connections?limit=2&q=Listed')).body as {
      items: { id: string }[];
      nextCursor: string;
    };
    const later = await connect(globex.admin, await account(), fresh('Listed'));
    const second = (await globex.admin.get(`/connections?limit=2&q=Listed&cursor=${first.nextCursor}`)).body as {
      items: { id: string }[];
      nextCursor: string;
    };
    const third = (await globex.admin.get(`/connections?limit=2&q=Listed&cursor=${second.nextCursor}`)).body as {
      items: { id: string }[];
      nextCursor: string | null;
    };
    expect([first, second, third].flatMap((page) => page.items.map((item) => item.id))).toEqual([...ids].reverse());
    expect(third.nextCursor).toBeNull();
    for (const limit of [1, 2, 3, 6, 100])
      expect(await walk(globex.admin, '/connections?q=Listed', limit)).toEqual([later, ...[...ids].reverse()]);
  });

  test('each filter shows what fits it and nothing else', async () => {
    const name = fresh('Filtered%_');
    const target = await account();
    const mine = await connect(member, target, name);
    const revoked = await connect(admin, await account(), fresh('Filtered'));
    await admin.post(`/connections/${revoked}/revoke`, { reason });
    await h.database.sql(`update connection set credential_set_at = now() - interval '80 days' where id = $1`, [
      parseId('connection', mine),
    ]);
    const overdue = await connect(admin, await account(), fresh('Filtered'));
    await h.database.sql(`update connection set credential_set_at = now() - interval '91 days' where id = $1`, [
      parseId('connection', overdue),
    ]);
    const list = (query: string) => walk(admin, `/connections?${query}`, 100);
    expect(await list(`q=${encodeURIComponent('Filtered%_')}`)).toEqual([mine]);
    expect(await list(`q=${target.fields.username}`)).toEqual([mine]);
    const revokedOnes = await list('state=revoked');
    expect(revokedOnes).toContain(revoked);
    expect(revokedOnes).not.toContain(mine);
    const owned = await list(`ownerId=${h.world.acme.member.id}`);
    expect([owned.includes(mine), owned.includes(overdue)]).toEqual([true, false]);
    expect(await list('due=overdue')).toEqual([overdue]);
    expect(await list('due=soon')).toEqual([overdue, mine]);
    expect(await list('appId=slack')).toEqual([]);
    const healthy = await list('health=ok');
    expect([healthy.includes(mine), (await list('health=failed')).includes(mine)]).toEqual([true, false]);
  });

  test('members see all connections of their tenant and none of another one', async () => {
    const id = await connect(admin, await account(), fresh());
    expect(await walk(member, '/connections', 100)).toContain(id);
    expect(await walk(h.world.globex.member, '/connections', 100)).not.toContain(id);
    expect((await h.world.systemAdmin.get('/connections')).status).toBe(403);
    expect(await walk(h.world.compliance, '/connections', 100)).toContain(id);
  });
});
