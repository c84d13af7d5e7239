import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseId } from '@drawbridge/catalog';
import { runInScope, systemPrincipal } from '../../backend/src/platform/index.ts';
import { ApprovalRecovery, PublicationsService } from '../../backend/src/publications/index.ts';
import { Client } from '../support/client.ts';
import { connect, publish, requestPublication } from '../support/connecting.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { walk } from '../support/pages.ts';
import { postgresAccount } from '../support/targets.ts';
import type { Actor } from '../support/world.ts';

let h: Harness;
let admin: Actor;
let system: Actor;
let other: Actor;
beforeAll(async () => {
  h = await startHarness({ background: false });
  ({ admin } = h.world.acme);
  ({ systemAdmin: system, otherSystemAdmin: other } = h.world);
}, 60_000);
afterAll(() => h.stop());

let made = 0;
const account = () => postgresAccount(h.database);
const fresh = async () => connect(admin, await account(), `Published ${(made += 1)}`);
const requested = async () => requestPublication(admin, await fresh());
const approve = (id: string, by: Client = system, body: object = {}) =>
  by.post(`/publication-requests/${id}/approve`, body);
const deny = (id: string, by: Client = system) =>
  by.post(`/publication-requests/${id}/deny`, { reason: 'Not for everybody.' });
const withdraw = (id: string, by: Client = admin) => by.post(`/publication-requests/${id}/withdraw`, {});
const uuid = (id: string) => parseId('publicationRequest', id);
const row = async (id: string) =>
  (
    await h.database.sql<{ state: string; decided_by: string | null; decision_reason: string | null }>(
      'select state, decided_by, decision_reason from publication_request where id = $1',
      [uuid(id)],
    )
  )[0];
const copiesOf = (connectionId: string) =>
  h.database.sql<{ id: string; state: string; published_version: number; secret_id: string }>(
    'select id, state, published_version, secret_id from global_connection where source_connection_id = $1',
    [parseId('connection', connectionId)],
  );
const actionsOf = async (id: string) =>
  (
    await h.database.sql<{ action: string }>('select action from audit_event where target_id = $1 order by at', [id])
  ).map((event) => event.action);
const connectionOf = async (id: string) =>
  ((await admin.get(`/publication-requests/${id}`)).body as { connectionId: string }).connectionId;

describe('asking', () => {
  test('is for administrators of the tenant that owns the connection', async () => {
    const connectionId = await fresh();
    const body = { connectionId, justification: 'Everybody needs it.' };
    expect((await h.anonymous.post('/publication-requests', body)).status).toBe(401);
    for (const client of [h.world.acme.member, h.world.acme.workflow, system, h.world.compliance])
      expect((await client.post('/publication-requests', body)).status).toBe(403);
    expect((await h.world.globex.admin.post('/publication-requests', body)).body).toMatchObject({
      status: 404,
      code: 'not_found',
    });
  });

  test('needs a reason', async () => {
    const reply = await admin.post('/publication-requests', { connectionId: await fresh(), justification: ' ' });
    expect(reply.body).toMatchObject({ status: 400, errors: [{ pointer: '/justification' }] });
  });

  test('freezes what the reviewer will see, without any secret', async () => {
    const target = await account();
    const connectionId = await connect(admin, target, `Frozen ${(made += 1)}`);
    const reply = await admin.post('/publication-requests', { connectionId, justification: 'Everybody needs it.' });
    const { password: _secret, ...config } = target.fields;
    expect({ status: reply.status, body: reply.body }).toEqual({
      status: 201,
      body: {
        id: expect.stringMatching(/^pub_/),
        state: 'pending',
        tenant: { id: h.world.acme.id, name: 'Acme' },
        connectionId,
        justification: 'Everybody needs it.',
        snapshot: {
          appId: 'postgresql',
          appName: 'PostgreSQL',
          authMethod: 'login',
          authKind: 'custom',
          name: `Frozen ${made}`,
          externalAccount: { id: expect.any(String), label: expect.stringContaining(target.fields.username) },
          config,
          secretFields: ['password'],
          scopes: expect.any(Array),
          health: { outcome: 'ok', checkedAt: expect.any(String) },
          credentialSetAt: expect.any(String),
          useCount: 0,
          owner: { id: admin.id, name: 'Acme Admin' },
        },
        snapshotDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
        requestedBy: { id: admin.id, name: 'Acme Admin' },
        requestedAt: expect.any(String),
        expiresAt: expect.any(String),
        decidedBy: null,
        decidedAt: null,
        decisionReason: null,
        globalConnectionId: null,
        replaces: null,
        version: 1,
      },
    });
    const { id } = reply.body as { id: string };
    await admin.patch(`/connections/${connectionId}`, { name: `Renamed ${made}` });
    expect((await system.get(`/publication-requests/${id}`)).body).toMatchObject({
      snapshot: { name: `Frozen ${made}` },
    });
    expect(await actionsOf(id)).toEqual(['publication_request.created']);
  });

  test('is possible once at a time for a connection, also when asked twice at once', async () => {
    const connectionId = await fresh();
    const ask = () => admin.post('/publication-requests', { connectionId, justification: 'Everybody needs it.' });
    const replies = await Promise.all([ask(), ask(), ask()]);
    expect(replies.map((reply) => reply.status).sort()).toEqual([201, 409, 409]);
    expect((await ask()).body).toMatchObject({ code: 'already_requested' });
  });
});

describe('deciding', () => {
  test('is for system administrators alone', async () => {
    const id = await requested();
    for (const by of [admin, h.world.acme.member, h.world.compliance, h.world.acme.workflow]) {
      expect((await approve(id, by)).status).toBe(403);
      expect((await deny(id, by)).status).toBe(403);
    }
    expect(await row(id)).toMatchObject({ state: 'pending' });
  });

  test('approving copies the connection: every tenant can use it, the copy is told apart from its source', async () => {
    const target = await account();
    const connectionId = await connect(admin, target, `Copied ${(made += 1)}`);
    const id = await requestPublication(admin, connectionId);
    const reply = await approve(id, system, { reason: 'Useful.', version: 1 });
    expect({ status: reply.status, body: reply.body }).toMatchObject({
      status: 200,
      body: {
        id,
        state: 'approved',
        decidedBy: { id: system.id, name: 'Sam System' },
        decisionReason: 'Useful.',
        globalConnectionId: expect.stringMatching(/^glob_/),
      },
    });
    const { globalConnectionId } = reply.body as { globalConnectionId: string };
    const resolved = await h.world.globex.workflow.post('/credentials/resolve', { connectionId: globalConnectionId });
    expect(resolved.body).toMatchObject({ source: 'global', fields: target.fields });
    const [copy] = await copiesOf(connectionId);
    const [source] = await h.database.sql<{ secret_id: string }>('select secret_id from connection where id = $1', [
      parseId('connection', connectionId),
    ]);
    expect(copy?.secret_id).not.toBe(source?.secret_id);
    expect(await actionsOf(id)).toEqual([
      'publication_request.created',
      'publication_request.approval_started',
      'publication_request.approved',
    ]);
    expect(await actionsOf(globalConnectionId)).toEqual(['global_connection.published']);
    const [notice] = await h.database.sql<{ title: string }>(
      `select title from notification where user_id = $1 and link = $2`,
      [parseId('user', admin.id), `/global-connections/${globalConnectionId}/show`],
    );
    expect(notice?.title).toContain('is published');
  });

  test('denying names the reason, and the requester is told', async () => {
    const id = await requested();
    expect((await system.post(`/publication-requests/${id}/deny`, {})).body).toMatchObject({
      status: 400,
      errors: [{ pointer: '/reason' }],
    });
    expect((await deny(id)).body).toMatchObject({
      state: 'denied',
      decisionReason: 'Not for everybody.',
      decidedBy: { id: system.id },
    });
    expect((await admin.get(`/publication-requests/${id}`)).body).toMatchObject({
      state: 'denied',
      decidedBy: { name: 'A system administrator' },
    });
    expect(await copiesOf(await connectionOf(id))).toEqual([]);
    expect(
      await h.database.sql(`select body from notification where link = $1 and user_id = $2`, [
        `/publication-requests/${id}/show`,
        parseId('user', admin.id),
      ]),
    ).toEqual([{ body: 'Not for everybody.' }]);
  });

  test('a request that was withdrawn, denied or approved is decided for good', async () => {
    for (const decide of [withdraw, deny, approve]) {
      const id = await requested();
      expect((await decide(id)).status).toBe(200);
      for (const again of [withdraw, deny, approve])
        expect((await again(id)).body).toMatchObject({ status: 409, code: 'invalid_transition' });
    }
  });

  test("withdrawing is the tenant's own", async () => {
    const id = await requested();
    expect((await withdraw(id, h.world.globex.admin)).status).toBe(404);
    expect((await withdraw(id, system)).status).toBe(403);
    expect((await withdraw(id)).body).toMatchObject({ state: 'withdrawn' });
    expect(await actionsOf(id)).toContain('publication_request.withdrawn');
  });

  test('on an old sight of the request is refused', async () => {
    const id = await requested();
    expect((await approve(id, system, { version: 7 })).body).toMatchObject({ status: 409, code: 'stale_version' });
    expect(await row(id)).toMatchObject({ state: 'pending' });
  });
});

describe('nobody decides about their own request', () => {
  /** A person who is both the tenant's administrator and a system administrator. */
  async function twoHats(): Promise<{ tenant: Client; platform: Client; id: string }> {
    const [email, password] = [`two.hats.${(made += 1)}@example.com`, 'a long password'];
    const first = await system.post('/memberships', {
      email,
      name: 'Tess Twohats',
      password,
      role: 'tenant_admin',
      tenantId: h.world.acme.id,
    });
    const second = await system.post('/memberships', { email, role: 'system_admin' });
    const as = async (membership: string) => {
      const signedIn = await h.anonymous.post('/session', { email, password });
      const client = new Client(h.app, {
        cookie: (signedIn.headers['set-cookie'] as unknown as string[])[0]?.split(';')[0] ?? '',
      });
      await client.patch('/session', { membershipId: membership });
      return client;
    };
    const { id: tenantMembership, user } = first.body as { id: string; user: { id: string } };
    return { tenant: await as(tenantMembership), platform: await as((second.body as { id: string }).id), id: user.id };
  }

  test('not even when they hold both roles', async () => {
    const tess = await twoHats();
    const id = await requestPublication(tess.tenant, await connect(tess.tenant, await account(), `Own ${made}`));
    expect((await approve(id, tess.platform)).body).toMatchObject({ status: 403, code: 'own_request' });
    expect((await deny(id, tess.platform)).body).toMatchObject({ status: 403, code: 'own_request' });
    expect(await row(id)).toMatchObject({ state: 'pending', decided_by: null });
    expect((await approve(id, other)).body).toMatchObject({ state: 'approved' });
  });

  test('and the database itself would not take such a decision', async () => {
    const id = await requested();
    for (const state of ['approving', 'approved', 'denied'])
      await expect(
        h.database.sql(
          `update publication_request set state = $1, decided_by = requested_by, decided_at = now() where id = $2`,
          [state, uuid(id)],
        ),
      ).rejects.toThrow(/requester_does_not_decide/);
    await expect(
      h.database.sql(`update publication_request set state = 'approved' where id = $1`, [uuid(id)]),
    ).rejects.toThrow(/check constraint/);
  });
});

describe('at the same time', () => {
  test('two system administrators who approve make one copy, in each of twenty races', async () => {
    const connectionId = await fresh();
    for (let race = 1; race <= 20; race++) {
      const id = await requestPublication(admin, connectionId);
      const replies = await Promise.all([approve(id, system), approve(id, other)]);
      const won = replies.filter((reply) => reply.status === 200);
      expect([
        race,
        won.length >= 1,
        replies.filter((reply) => reply.status !== 200).map((reply) => (reply.body as { code: string }).code),
      ]).toEqual([race, true, Array(2 - won.length).fill('invalid_transition')]);
      expect(await copiesOf(connectionId)).toMatchObject([{ state: 'published', published_version: race }]);
      expect((await actionsOf(id)).filter((action) => action === 'publication_request.approved')).toHaveLength(1);
    }
    const [copy] = await copiesOf(connectionId);
    const versions = await h.database.sql(
      'select published_version from global_connection_version where global_connection_id = $1',
      [copy?.id],
    );
    expect(versions).toHaveLength(20);
  }, 60_000);

  test('of approving, denying and withdrawing exactly one happens, and what is stored is what that one said', async () => {
    for (let race = 0; race < 8; race++) {
      const id = await requested();
      const connectionId = await connectionOf(id);
      const [approved, denied, withdrawn] = await Promise.all([approve(id), deny(id, other), withdraw(id)]);
      const won = Object.entries({ approved, denied, withdrawn })
        .filter(([, reply]) => reply.status === 200)
        .map(([state]) => state);
      expect(won).toHaveLength(1);
      expect(await row(id)).toMatchObject({ state: won[0] });
      expect((await copiesOf(connectionId)).length).toBe(won[0] === 'approved' ? 1 : 0);
    }
  });
});

describe('what changed since', () => {
  test('a connection that became another account cannot be approved any more', async () => {
    const [first, second] = [await account(), await account()];
    const connectionId = await connect(admin, first, `Swapped ${(made += 1)}`);
    const id = await requestPublication(admin, connectionId);
    const { username, password } = second.fields;
    await admin.post(`/connections/${connectionId}/rotate`, {
      fields: { username, password },
      confirmAccountChange: true,
    });
    expect((await approve(id)).body).toMatchObject({ status: 409, code: 'stale_snapshot' });
    expect(await row(id)).toMatchObject({ state: 'pending', decided_by: null });
    expect(await copiesOf(connectionId)).toEqual([]);
    expect((await deny(id)).status).toBe(200);
  });

  test('a credential that was rotated since is the one that is copied', async () => {
    const target = await account();
    const connectionId = await connect(admin, target, `Rotated ${(made += 1)}`);
    const id = await requestPublication(admin, connectionId);
    const password = await target.changePassword();
    await admin.post(`/connections/${connectionId}/rotate`, { fields: { password } });
    const { globalConnectionId } = (await approve(id)).body as { globalConnectionId: string };
    expect(
      (await h.world.globex.workflow.post('/credentials/resolve', { connectionId: globalConnectionId })).body,
    ).toMatchObject({ fields: { password } });
  });

  test('a connection that was revoked, or needs reauthorizing, cannot be approved', async () => {
    const target = await account();
    const broken = await connect(admin, target, `Broken ${(made += 1)}`);
    const first = await requestPublication(admin, broken);
    await target.changePassword();
    await admin.get(`/connections/${broken}/check`);
    expect((await approve(first)).body).toMatchObject({ status: 422, code: 'connection_needs_reauth' });
    await admin.post(`/connections/${broken}/revoke`, { reason: 'Gone.' });
    expect((await approve(first)).body).toMatchObject({ status: 422, code: 'connection_revoked' });
    expect(await row(first)).toMatchObject({ state: 'pending' });
  });

  test('publishing again makes a new version of the same copy, and the credential before is destroyed after its grace', async () => {
    const target = await account();
    const connectionId = await connect(admin, target, `Again ${(made += 1)}`);
    const copy = await publish(h, admin, connectionId);
    const [before] = await copiesOf(connectionId);
    const password = await target.changePassword();
    await admin.post(`/connections/${connectionId}/rotate`, { fields: { password } });
    const id = await requestPublication(admin, connectionId);
    expect((await system.get(`/publication-requests/${id}`)).body).toMatchObject({
      replaces: { id: copy, publishedVersion: 1 },
    });
    expect((await approve(id)).body).toMatchObject({ globalConnectionId: copy });
    expect(await copiesOf(connectionId)).toMatchObject([{ published_version: 2, state: 'published' }]);
    expect((await h.world.globex.workflow.post('/credentials/resolve', { connectionId: copy })).body).toMatchObject({
      fields: { password },
    });
    expect(await h.database.sql('select state from secret where id = $1', [before?.secret_id])).toEqual([
      { state: 'doomed' },
    ]);
    expect(await actionsOf(copy)).toEqual(['global_connection.published', 'global_connection.republished']);
  });

  test('a copy that was revoked is not brought back: approving makes a new one', async () => {
    const connectionId = await fresh();
    const first = await publish(h, admin, connectionId);
    await system.post(`/global-connections/${first}/revoke`, { reason: 'Wrong one.' });
    const second = await publish(h, admin, connectionId);
    expect(second).not.toBe(first);
    expect((await copiesOf(connectionId)).map((copy) => copy.state).sort()).toEqual(['published', 'revoked']);
  });
});

test('a request that nobody decided about expires, and says so to who asked', async () => {
  const id = await requested();
  await h.database.sql(`update publication_request set expires_at = now() - interval '1 second' where id = $1`, [
    uuid(id),
  ]);
  await h.app.get(PublicationsService).expireDue();
  expect(await row(id)).toMatchObject({ state: 'expired' });
  expect(await actionsOf(id)).toContain('publication_request.expired');
  expect(
    await h.database.sql(`select 1 from notification where link = $1 and title like '%expired%'`, [
      `/publication-requests/${id}/show`,
    ]),
  ).toHaveLength(1);
  expect((await approve(id)).body).toMatchObject({ status: 409, code: 'invalid_transition' });
  await requestPublication(admin, await connectionOf(id));
});

test('a request that is past its time but not yet swept is not approved', async () => {
  const id = await requested();
  await h.database.sql(`update publication_request set expires_at = now() - interval '1 second' where id = $1`, [
    uuid(id),
  ]);
  expect((await approve(id)).body).toMatchObject({ status: 409, code: 'invalid_transition' });
});

test('an approval that was cut off after its decision is finished later', async () => {
  const id = await requested();
  const connectionId = await connectionOf(id);
  const target = `glob_${'0'.repeat(25)}${made % 10}`;
  const [secret] = await h.database.sql<{ id: string }>(
    `insert into secret (id, tenant_id, area, owner_id, state, created_at, version) values (uuidv7(), null, 'global', $1, 'intended', now(), 1) returning id`,
    [parseId('globalConnection', target)],
  );
  await h.database.sql(
    `update publication_request r set state = 'approving', decided_by = $2, decided_at = now(), global_connection_id = $3, copy_secret_id = $4,
       copy_source_secret_id = c.secret_id, copy_started_at = now() - interval '1 minute' from connection c where c.id = r.connection_id and r.id = $1`,
    [uuid(id), parseId('user', system.id), parseId('globalConnection', target), secret?.id],
  );
  await runInScope({ requestId: null, principal: systemPrincipal }, () => h.app.get(ApprovalRecovery).resume());
  expect(await row(id)).toMatchObject({ state: 'approved' });
  expect(await copiesOf(connectionId)).toMatchObject([{ id: parseId('globalConnection', target), state: 'published' }]);
});

describe('seeing', () => {
  test('a tenant sees its own requests, the platform sees all, members none', async () => {
    const id = await requested();
    const theirs = await requestPublication(
      h.world.globex.admin,
      await connect(h.world.globex.admin, await account(), `Theirs ${(made += 1)}`),
    );
    expect(await walk(admin, '/publication-requests', 100)).toContain(id);
    expect(await walk(admin, '/publication-requests', 100)).not.toContain(theirs);
    expect((await admin.get(`/publication-requests/${theirs}`)).status).toBe(404);
    for (const client of [system, h.world.compliance])
      expect(await walk(client, '/publication-requests?state=pending', 3)).toEqual(
        expect.arrayContaining([id, theirs]),
      );
    expect(await walk(system, `/publication-requests?tenantId=${h.world.globex.id}`, 100)).toEqual([theirs]);
    expect((await h.world.acme.member.get('/publication-requests')).status).toBe(403);
  });

  test('the queue is paged without gaps and repeats', async () => {
    for (let at = 0; at < 3; at++) await requested();
    const all = await walk(system, '/publication-requests', 100);
    for (const limit of [1, 2, 7]) expect(await walk(system, '/publication-requests', limit)).toEqual(all);
    expect(new Set(all).size).toBe(all.length);
  });
});
