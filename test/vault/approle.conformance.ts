/** Roles and secret ids: https://developer.hashicorp.com/vault/api-docs/auth/approle */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Reply } from './client.ts';
import { openTarget, type Target } from './target.ts';

let target: Target;
let auth: string;
beforeAll(async () => {
  target = await openTarget();
  auth = `auth/${await target.approle()}`;
});
afterAll(() => target.close());

async function role(fields: Record<string, unknown> = {}): Promise<{ name: string; path: string; roleId: string }> {
  const name = target.name('role');
  const path = `${auth}/role/${name}`;
  expect((await target.root.post(path, fields)).status).toBe(204);
  return { name, path, roleId: (await target.root.get(`${path}/role-id`)).text('data.role_id') };
}
const secretIdOf = (path: string, fields: Record<string, unknown> = {}): Promise<Reply> =>
  target.root.post(`${path}/secret-id`, fields);
const logIn = (roleId: string, secretId: string): Promise<Reply> =>
  target.anonymous.post(`${auth}/login`, { role_id: roleId, secret_id: secretId });

describe('roles', () => {
  test('a role is read back with its settings', async () => {
    const { path } = await role({
      token_policies: ['one', 'two'],
      token_ttl: '20m',
      token_max_ttl: '30m',
      secret_id_ttl: '10m',
      secret_id_num_uses: 40,
      token_num_uses: 5,
    });
    const reply = await target.root.get(path);
    expect(reply.status).toBe(200);
    expect(reply.at('data')).toMatchObject({
      bind_secret_id: true,
      token_policies: ['one', 'two'],
      token_ttl: 1200,
      token_max_ttl: 1800,
      secret_id_ttl: 600,
      secret_id_num_uses: 40,
      token_num_uses: 5,
      token_period: 0,
      token_explicit_max_ttl: 0,
      token_no_default_policy: false,
    });
  });

  test('policies may come as one text with commas', async () => {
    const { path } = await role({ token_policies: 'one,two' });
    expect((await target.root.get(path)).at('data.token_policies')).toEqual(['one', 'two']);
  });

  test('a second write changes only what it names', async () => {
    const { path, roleId } = await role({ token_policies: ['one'], token_ttl: '20m' });
    await target.root.post(path, { token_ttl: '10m' });
    expect((await target.root.get(path)).at('data')).toMatchObject({ token_policies: ['one'], token_ttl: 600 });
    expect((await target.root.get(`${path}/role-id`)).text('data.role_id')).toBe(roleId);
  });

  test('roles are listed', async () => {
    const { name } = await role();
    expect((await target.root.list(`${auth}/role`)).at('data.keys')).toEqual(expect.arrayContaining([name]));
  });

  test('a missing role is 404', async () => {
    expect((await target.root.get(`${auth}/role/none`)).status).toBe(404);
    expect((await target.root.get(`${auth}/role/none/role-id`)).status).toBe(404);
  });

  test('a deleted role is gone, and deleting it again is 204', async () => {
    const { path } = await role();
    expect((await target.root.delete(path)).status).toBe(204);
    expect((await target.root.get(path)).status).toBe(404);
    expect((await target.root.delete(path)).status).toBe(204);
  });

  test('a ttl above the maximum is 400', async () => {
    expect(
      (await target.root.post(`${auth}/role/${target.name('role')}`, { token_ttl: '2h', token_max_ttl: '1h' })).status,
    ).toBe(400);
  });

  test('a role id can be chosen', async () => {
    const { path } = await role();
    const chosen = target.name('role-id');
    expect((await target.root.post(`${path}/role-id`, { role_id: chosen })).status).toBe(204);
    expect((await target.root.get(`${path}/role-id`)).text('data.role_id')).toBe(chosen);
    expect((await logIn(chosen, (await secretIdOf(path)).text('data.secret_id'))).status).toBe(200);
  });

  test('create and update are told apart', async () => {
    const { path } = await role();
    const creator = await target.tokenFor(`path "${auth}/role/*" { capabilities = ["create"] }`);
    expect((await creator.post(path, {})).status).toBe(403);
    expect((await creator.post(`${auth}/role/${target.name('role')}`, {})).status).toBe(204);
  });
});

describe('secret ids', () => {
  test('a secret id comes with an accessor, a ttl and a number of uses', async () => {
    const { path } = await role({ secret_id_ttl: '10m', secret_id_num_uses: 3 });
    const reply = await secretIdOf(path);
    expect(reply.status).toBe(200);
    expect(reply.at('data')).toMatchObject({
      secret_id: expect.any(String),
      secret_id_accessor: expect.any(String),
      secret_id_ttl: 600,
      secret_id_num_uses: 3,
    });
  });

  test('one of a missing role is refused', async () => {
    expect([400, 404]).toContain((await secretIdOf(`${auth}/role/none`)).status);
  });

  test('it can have less than the role allows, never more', async () => {
    const { path } = await role({ secret_id_ttl: '10m', secret_id_num_uses: 3 });
    expect((await secretIdOf(path, { ttl: '1m', num_uses: 1 })).at('data')).toMatchObject({
      secret_id_ttl: 60,
      secret_id_num_uses: 1,
    });
    expect((await secretIdOf(path, { ttl: '1h' })).status).toBe(400);
    expect((await secretIdOf(path, { num_uses: 4 })).status).toBe(400);
  });

  test('accessors are listed', async () => {
    const { path } = await role();
    const [a, b] = [await secretIdOf(path), await secretIdOf(path)];
    const listed = (await target.root.list(`${path}/secret-id`)).at('data.keys') as string[];
    expect([...listed].sort()).toEqual([a.text('data.secret_id_accessor'), b.text('data.secret_id_accessor')].sort());
  });

  test('no secret ids is 404', async () => {
    expect((await target.root.list(`${(await role()).path}/secret-id`)).status).toBe(404);
  });

  test('it is looked up without being shown', async () => {
    const { path } = await role({ secret_id_ttl: '10m' });
    const made = await secretIdOf(path, { metadata: '{"who":"suite"}', num_uses: 7 });
    const reply = await target.root.post(`${path}/secret-id/lookup`, { secret_id: made.text('data.secret_id') });
    expect(reply.at('data')).toMatchObject({
      secret_id_accessor: made.text('data.secret_id_accessor'),
      secret_id_num_uses: 7,
      secret_id_ttl: 600,
      metadata: { who: 'suite' },
      creation_time: expect.any(String),
      expiration_time: expect.any(String),
    });
    expect(JSON.stringify(reply.body)).not.toContain(made.text('data.secret_id'));
    const byAccessor = await target.root.post(`${path}/secret-id-accessor/lookup`, {
      secret_id_accessor: made.text('data.secret_id_accessor'),
    });
    expect(byAccessor.at('data')).toMatchObject({ secret_id_num_uses: 7, metadata: { who: 'suite' } });
  });

  test('looking up an unknown one finds nothing', async () => {
    const { path } = await role();
    expect([204, 404]).toContain((await target.root.post(`${path}/secret-id/lookup`, { secret_id: 'unknown' })).status);
    expect(
      (await target.root.post(`${path}/secret-id-accessor/lookup`, { secret_id_accessor: 'unknown' })).status,
    ).toBe(404);
  });

  test('destroyed by itself or by accessor it opens nothing', async () => {
    const { path, roleId } = await role();
    const [a, b] = [await secretIdOf(path), await secretIdOf(path)];
    expect((await target.root.post(`${path}/secret-id/destroy`, { secret_id: a.text('data.secret_id') })).status).toBe(
      204,
    );
    expect(
      (
        await target.root.post(`${path}/secret-id-accessor/destroy`, {
          secret_id_accessor: b.text('data.secret_id_accessor'),
        })
      ).status,
    ).toBe(204);
    expect((await logIn(roleId, a.text('data.secret_id'))).status).toBe(400);
    expect((await logIn(roleId, b.text('data.secret_id'))).status).toBe(400);
    expect((await target.root.list(`${path}/secret-id`)).status).toBe(404);
  });

  test('metadata that is no JSON object in a text is 400', async () => {
    expect((await secretIdOf((await role()).path, { metadata: 'odd' })).status).toBe(400);
  });

  test('a secret id can be chosen', async () => {
    const { path, roleId } = await role();
    const chosen = target.name('secret-id');
    expect((await target.root.post(`${path}/custom-secret-id`, { secret_id: chosen })).text('data.secret_id')).toBe(
      chosen,
    );
    expect((await logIn(roleId, chosen)).status).toBe(200);
  });
});
