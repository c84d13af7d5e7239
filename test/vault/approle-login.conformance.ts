/** Logging in with an AppRole: https://developer.hashicorp.com/vault/api-docs/auth/approle#login-with-approle */
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

describe('login', () => {
  test('gives a token of the role', async () => {
    const { path, roleId, name } = await role({ token_policies: ['one'], token_ttl: '20m' });
    const reply = await logIn(roleId, (await secretIdOf(path, { metadata: '{"who":"suite"}' })).text('data.secret_id'));
    expect(reply.status).toBe(200);
    expect(reply.at('auth')).toMatchObject({
      client_token: expect.any(String),
      accessor: expect.any(String),
      policies: ['default', 'one'],
      token_policies: ['default', 'one'],
      metadata: { role_name: name, who: 'suite' },
      lease_duration: 1200,
      renewable: true,
      token_type: 'service',
      orphan: true,
      num_uses: 0,
    });
    const self = await target.root.with(reply.text('auth.client_token')).get('auth/token/lookup-self');
    expect(self.at('data')).toMatchObject({
      path: `${auth}/login`,
      meta: { role_name: name },
      orphan: true,
      ttl: expect.any(Number),
    });
  });

  test('needs no token', async () => {
    const { path, roleId } = await role();
    expect((await logIn(roleId, (await secretIdOf(path)).text('data.secret_id'))).status).toBe(200);
  });

  test('can leave the default policy out', async () => {
    const { path, roleId } = await role({ token_policies: ['one'], token_no_default_policy: true });
    expect((await logIn(roleId, (await secretIdOf(path)).text('data.secret_id'))).at('auth.policies')).toEqual(['one']);
  });

  test('an unknown role id, a wrong, a foreign or a missing secret id is 400', async () => {
    const { path, roleId } = await role();
    const secretId = (await secretIdOf(path)).text('data.secret_id');
    const foreign = (await secretIdOf((await role()).path)).text('data.secret_id');
    expect((await logIn('unknown', secretId)).status).toBe(400);
    expect((await logIn(roleId, 'wrong')).status).toBe(400);
    expect((await logIn(roleId, foreign)).status).toBe(400);
    expect((await target.anonymous.post(`${auth}/login`, { role_id: roleId })).status).toBe(400);
  });

  test('an unknown role id and a wrong secret id give the same answer', async () => {
    const { roleId } = await role();
    const [unknown, wrong] = [await logIn('unknown', 'x'), await logIn(roleId, 'x')];
    expect(unknown.body).toEqual(wrong.body);
  });

  test('a secret id works as often as it may', async () => {
    const { path, roleId } = await role({ secret_id_num_uses: 2 });
    const secretId = (await secretIdOf(path)).text('data.secret_id');
    expect((await logIn(roleId, secretId)).status).toBe(200);
    expect((await logIn(roleId, secretId)).status).toBe(200);
    expect((await logIn(roleId, secretId)).status).toBe(400);
  });

  // When an expired one stops to work is left to the server's own tidying, so only the date is checked here.
  test('a secret id tells when it ends', async () => {
    const { path } = await role({ secret_id_ttl: '10m' });
    const secretId = (await secretIdOf(path)).text('data.secret_id');
    const reply = await target.root.post(`${path}/secret-id/lookup`, { secret_id: secretId });
    expect(Date.parse(reply.text('data.expiration_time')) - Date.parse(reply.text('data.creation_time'))).toBe(600_000);
  });

  test('a deleted role lets nobody in', async () => {
    const { path, roleId } = await role();
    const secretId = (await secretIdOf(path)).text('data.secret_id');
    await target.root.delete(path);
    expect((await logIn(roleId, secretId)).status).toBe(400);
  });

  test('the token can be renewed up to token_max_ttl', async () => {
    const { path, roleId } = await role({ token_ttl: '1m', token_max_ttl: '5m' });
    const token = target.root.with(
      (await logIn(roleId, (await secretIdOf(path)).text('data.secret_id'))).text('auth.client_token'),
    );
    expect((await token.post('auth/token/renew-self', {})).number('auth.lease_duration')).toBe(60);
    const longest = (await token.post('auth/token/renew-self', { increment: '1h' })).number('auth.lease_duration');
    expect(longest).toBeGreaterThan(290);
    expect(longest).toBeLessThanOrEqual(300);
  });

  test('a periodic token is renewed by its period', async () => {
    const { path, roleId } = await role({ token_period: '5m' });
    const token = target.root.with(
      (await logIn(roleId, (await secretIdOf(path)).text('data.secret_id'))).text('auth.client_token'),
    );
    expect((await token.post('auth/token/renew-self', { increment: '1h' })).number('auth.lease_duration')).toBe(300);
  });

  test('the token can be limited in uses', async () => {
    const { path, roleId } = await role({ token_num_uses: 1 });
    const token = target.root.with(
      (await logIn(roleId, (await secretIdOf(path)).text('data.secret_id'))).text('auth.client_token'),
    );
    expect((await token.get('auth/token/lookup-self')).status).toBe(200);
    expect((await token.get('auth/token/lookup-self')).status).toBe(403);
  });

  test('from an address outside the role it is refused', async () => {
    const inside = await role({ secret_id_bound_cidrs: ['127.0.0.0/8', '::1/128', '0.0.0.0/0'] });
    expect((await logIn(inside.roleId, (await secretIdOf(inside.path)).text('data.secret_id'))).status).toBe(200);
    const outside = await role({ secret_id_bound_cidrs: ['203.0.113.0/24'] });
    const reply = await logIn(outside.roleId, (await secretIdOf(outside.path)).text('data.secret_id'));
    expect(reply.status).toBeGreaterThanOrEqual(400);
    expect(reply.at('auth')).toBeFalsy();
  });

  test('a role may do without a secret id when it is bound to addresses', async () => {
    const { path, roleId } = await role({ bind_secret_id: false, secret_id_bound_cidrs: ['0.0.0.0/0', '::/0'] });
    expect((await target.root.get(path)).at('data.bind_secret_id')).toBe(false);
    expect((await target.anonymous.post(`${auth}/login`, { role_id: roleId })).status).toBe(200);
  });

  test('a token bound to other addresses cannot be used', async () => {
    const { path, roleId } = await role({ token_bound_cidrs: ['203.0.113.0/24'] });
    const reply = await logIn(roleId, (await secretIdOf(path)).text('data.secret_id'));
    const token = reply.at('auth.client_token');
    // The login itself may already be refused.
    if (typeof token === 'string')
      expect((await target.root.with(token).get('auth/token/lookup-self')).status).toBe(403);
    else expect(reply.status).toBeGreaterThanOrEqual(400);
  });
});
