import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseId } from '@drawbridge/catalog';
import { SecretStore, globalPlace } from '../../backend/src/secrets/index.ts';
import type { Client } from '../support/client.ts';
import { connect, publish } from '../support/connecting.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { walk } from '../support/pages.ts';
import { postgresAccount } from '../support/targets.ts';

let h: Harness;
beforeAll(async () => {
  h = await startHarness({ background: false });
}, 60_000);
afterAll(() => h.stop());

let made = 0;
const account = () => postgresAccount(h.database);
async function published() {
  const target = await account();
  const name = `Shared ${(made += 1)}`;
  const connectionId = await connect(h.world.acme.admin, target, name);
  return { id: await publish(h, h.world.acme.admin, connectionId), connectionId, target, name };
}
const revoke = (id: string, by: Client = h.world.systemAdmin, body: object = { reason: 'The account is closed.' }) =>
  by.post(`/global-connections/${id}/revoke`, body);
const inUse = async (id: string): Promise<unknown> => {
  const reply = await h.world.globex.workflow.post('/credentials/resolve', { connectionId: id });
  return reply.status === 200
    ? (reply.body as { fields: { password: string } }).fields.password
    : (reply.body as { code: string }).code;
};
const actionsOf = async (id: string) =>
  (
    await h.database.sql<{ action: string }>('select action from audit_event where target_id = $1 order by at', [id])
  ).map((event) => event.action);

test('nobody reads the catalog without signing in, and a workflow key does not browse it', async () => {
  expect((await h.anonymous.get('/global-connections')).status).toBe(401);
  expect((await h.world.acme.workflow.get('/global-connections')).status).toBe(403);
});

test('a copy that does not exist is not found, and an id of another kind is refused', async () => {
  expect((await h.world.acme.member.get('/global-connections/glob_00000000000000000000000000')).body).toMatchObject({
    status: 404,
  });
  const { connectionId } = await published();
  expect((await h.world.acme.member.get(`/global-connections/${connectionId}`)).body).toMatchObject({ status: 400 });
});

test('another tenant sees the copy and how to use it, not whose it was nor who approved it', async () => {
  const { id, connectionId, target, name } = await published();
  const { password: _secret, ...config } = target.fields;
  const seen = {
    id,
    appId: 'postgresql',
    appName: 'PostgreSQL',
    authMethod: 'login',
    authKind: 'custom',
    customApp: null,
    name,
    state: 'published',
    publishedVersion: 1,
    externalAccount: { id: expect.any(String), label: expect.any(String) },
    config,
    secretFields: ['password'],
    scopes: expect.any(Array),
    publishedAt: expect.any(String),
    publishedBy: null,
    sourceTenant: null,
    sourceConnectionId: null,
    publicationRequestId: null,
    rotation: { dueAt: expect.any(String), days: 90, source: expect.any(String) },
    credentialSetAt: expect.any(String),
    lastUsedAt: null,
    token: null,
    rest: null,
    useCount: 0,
    revokedAt: null,
    revokedBy: null,
    revokeReason: null,
    version: 1,
  };
  for (const client of [h.world.globex.admin, h.world.globex.member]) {
    const reply = await client.get(`/global-connections/${id}`);
    expect(reply.body).toEqual(seen);
    for (const hidden of ['Acme', h.world.acme.id, connectionId, 'Sam System', target.fields.password])
      expect(reply.text).not.toContain(hidden);
    expect((await client.get('/global-connections?limit=100')).text).not.toContain('Acme');
    expect((await client.get(`/global-connections/${id}/versions`)).text).not.toMatch(/Acme|Sam System|pub_/);
  }
  const source = {
    sourceTenant: { id: h.world.acme.id, name: 'Acme' },
    sourceConnectionId: connectionId,
    publicationRequestId: expect.stringMatching(/^pub_/),
  };
  expect((await h.world.acme.member.get(`/global-connections/${id}`)).body).toEqual({ ...seen, ...source });
  const platform = { ...seen, ...source, publishedBy: { id: h.world.systemAdmin.id, name: 'Sam System' } };
  for (const client of [h.world.systemAdmin, h.world.compliance])
    expect((await client.get(`/global-connections/${id}`)).body).toEqual(platform);
});

test('tenants can only read: no route and no right to change a copy, not even for the tenant it came from', async () => {
  const { id } = await published();
  const { acme, globex, compliance } = h.world;
  for (const by of [acme.admin, acme.member, globex.admin, compliance, acme.workflow]) {
    expect((await revoke(id, by)).body).toMatchObject({ status: 403, code: 'forbidden' });
    expect((await by.post(`/global-connections/${id}/rotate`, { fields: { password: 'x' } })).body).toMatchObject({
      status: 403,
    });
  }
  for (const reply of [
    await h.world.systemAdmin.patch(`/global-connections/${id}`, { name: 'x' }),
    await h.world.systemAdmin.delete(`/global-connections/${id}`),
    await h.world.systemAdmin.post('/global-connections', {}),
  ])
    expect([404, 405]).toContain(reply.status);
  expect((await globex.member.get(`/global-connections/${id}`)).body).toMatchObject({ state: 'published', version: 1 });
});

test('a copy stays as it is when its source is renamed, rotated or revoked', async () => {
  const { id, connectionId, target, name } = await published();
  const before = (await h.world.globex.member.get(`/global-connections/${id}`)).body;
  const { password } = target.fields;
  await h.world.acme.admin.patch(`/connections/${connectionId}`, { name: `${name} renamed` });
  const next = await target.changePassword();
  await h.world.acme.admin.post(`/connections/${connectionId}/rotate`, { fields: { password: next } });
  await h.world.acme.admin.post(`/connections/${connectionId}/revoke`, { reason: 'Gone.', revokePublished: false });
  expect((await h.world.globex.member.get(`/global-connections/${id}`)).body).toEqual(before);
  expect(await inUse(id)).toBe(password);
});

describe('revoking a copy', () => {
  test('needs a reason and the present version', async () => {
    const { id } = await published();
    expect((await revoke(id, h.world.systemAdmin, {})).body).toMatchObject({
      status: 400,
      errors: [{ pointer: '/reason' }],
    });
    expect((await revoke(id, h.world.systemAdmin, { reason: 'x', version: 9 })).body).toMatchObject({
      status: 409,
      code: 'stale_version',
    });
    expect(await inUse(id)).not.toBe('connection_revoked');
  });

  test('ends it for every tenant at once and destroys its secret, while its source goes on', async () => {
    const { id, connectionId, target } = await published();
    const [copy] = await h.database.sql<{ secret_id: string }>(
      'select secret_id from global_connection where id = $1',
      [parseId('globalConnection', id)],
    );
    const reply = await revoke(id);
    expect({ status: reply.status, body: reply.body }).toMatchObject({
      status: 200,
      body: {
        id,
        state: 'revoked',
        revokeReason: 'The account is closed.',
        revokedBy: { id: h.world.systemAdmin.id },
        version: 2,
      },
    });
    expect(await inUse(id)).toBe('connection_revoked');
    expect(await h.database.sql('select state from secret where id = $1', [copy?.secret_id])).toEqual([
      { state: 'destroyed' },
    ]);
    const place = globalPlace(id, `sec_${'0'.repeat(26)}`);
    await expect(h.app.get(SecretStore).read({ ...place, secret: copy?.secret_id ?? '' })).rejects.toThrow(
      'the secret is missing',
    );
    const own = await h.world.acme.workflow.post('/credentials/resolve', { connectionId });
    expect(own.body).toMatchObject({ source: 'named', fields: { password: target.fields.password } });
    expect(await actionsOf(id)).toEqual(['global_connection.published', 'global_connection.revoked']);
    expect((await revoke(id)).body).toMatchObject({ status: 409, code: 'invalid_transition' });
  });

  test('happens once when two system administrators do it at the same time', async () => {
    const { id } = await published();
    const replies = await Promise.all([revoke(id), revoke(id, h.world.otherSystemAdmin), revoke(id)]);
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 409, 409]);
    expect((await actionsOf(id)).filter((action) => action === 'global_connection.revoked')).toHaveLength(1);
  });
});

describe('rotating a copy', () => {
  test('a credential that works takes over for every tenant, one that does not leaves the old one', async () => {
    const { id, target } = await published();
    const refused = await h.world.systemAdmin.post(`/global-connections/${id}/rotate`, {
      fields: { password: 'wrong' },
    });
    expect(refused.body).toMatchObject({ test: { token: 'failed' }, error: { code: 'invalid_auth' } });
    expect(await inUse(id)).toBe(target.fields.password);
    const password = await target.changePassword();
    const rotated = await h.world.systemAdmin.post(`/global-connections/${id}/rotate`, { fields: { password } });
    expect({ status: rotated.status, body: rotated.body }).toMatchObject({
      status: 200,
      body: { test: { token: 'ok' } },
    });
    expect(await inUse(id)).toBe(password);
    expect(await actionsOf(id)).toEqual([
      'global_connection.published',
      'global_connection.rotation_failed',
      'global_connection.rotated',
    ]);
  });
});

test('every publication is kept in the history, each with the digest of what was reviewed', async () => {
  const { id, connectionId } = await published();
  await h.world.acme.admin.patch(`/connections/${connectionId}`, { name: `Second edition ${made}` });
  expect(await publish(h, h.world.acme.admin, connectionId)).toBe(id);
  const versions = (client: Client) =>
    client.get(`/global-connections/${id}/versions`).then((reply) => (reply.body as { items: object[] }).items);
  const digest = expect.stringMatching(/^[0-9a-f]{64}$/);
  const at = { publishedAt: expect.any(String), snapshotDigest: digest };
  const by = { id: h.world.systemAdmin.id, name: 'Sam System' };
  expect(await versions(h.world.systemAdmin)).toEqual([
    {
      publishedVersion: 2,
      name: `Second edition ${made}`,
      publishedBy: by,
      publicationRequestId: expect.stringMatching(/^pub_/),
      ...at,
    },
    {
      publishedVersion: 1,
      name: expect.stringContaining('Shared'),
      publishedBy: by,
      publicationRequestId: expect.stringMatching(/^pub_/),
      ...at,
    },
  ]);
  expect(await versions(h.world.globex.member)).toMatchObject([
    { publishedVersion: 2, publishedBy: null, publicationRequestId: null },
    { publishedVersion: 1, publishedBy: null, publicationRequestId: null },
  ]);
  const digests = (await versions(h.world.compliance)).map(
    (version) => (version as { snapshotDigest: string }).snapshotDigest,
  );
  expect(new Set(digests).size).toBe(2);
});

test('the catalog is filtered, and paged without gaps and repeats', async () => {
  const [first, second] = [await published(), await published()];
  await revoke(first.id);
  const { member } = h.world.globex;
  const all = await walk(member, '/global-connections', 100);
  expect(all.slice(0, 2)).toEqual([second.id, first.id]);
  for (const limit of [1, 2, 3]) expect(await walk(member, '/global-connections', limit)).toEqual(all);
  expect(await walk(member, '/global-connections?state=published', 100)).not.toContain(first.id);
  expect(await walk(member, '/global-connections?state=revoked', 100)).toContain(first.id);
  expect(await walk(member, `/global-connections?q=${encodeURIComponent(second.name)}`, 100)).toEqual([second.id]);
  expect(await walk(member, '/global-connections?appId=slack', 100)).toEqual([]);
});

test('what a test found for a connection, such as a site or a pinned host key, goes with it: to its own workflows, to the copy, through its rotation', async () => {
  const target = await account();
  const connectionId = await connect(h.world.acme.admin, target, `Found ${(made += 1)}`);
  await h.database.sql(`update connection set filled = '{"site": "eu-1"}' where id = $1`, [
    parseId('connection', connectionId),
  ]);
  const id = await publish(h, h.world.acme.admin, connectionId);
  const siteFor = async (by: Client, of: string) =>
    (await by.post('/credentials/resolve', { connectionId: of })).body.fields.site;
  expect([await siteFor(h.world.acme.workflow, connectionId), await siteFor(h.world.globex.workflow, id)]).toEqual([
    'eu-1',
    'eu-1',
  ]);
  const { version } = (await h.world.systemAdmin.get(`/global-connections/${id}`)).body;
  const rotated = await h.world.systemAdmin.post(`/global-connections/${id}/rotate`, {
    fields: { password: target.fields.password },
    version,
  });
  expect(rotated.body).toMatchObject({ rotated: true });
  expect(await siteFor(h.world.globex.workflow, id)).toBe('eu-1');
});
