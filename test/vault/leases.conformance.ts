/** https://developer.hashicorp.com/vault/api-docs/system/leases and .../capabilities-self */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openTarget, type Target } from './target.ts';

let target: Target;
let auth: string;
beforeAll(async () => {
  target = await openTarget();
  auth = `auth/${await target.approle()}`;
  await target.root.post(`${auth}/role/r`, { token_ttl: '10m' });
});
afterAll(() => target.close());

/** Logs in and finds the lease of the token: an auth method of its own has no other. */
async function lease(): Promise<{ id: string; token: string }> {
  const roleId = (await target.root.get(`${auth}/role/r/role-id`)).text('data.role_id');
  const secretId = (await target.root.post(`${auth}/role/r/secret-id`)).text('data.secret_id');
  const before = new Set(
    (await target.root.list(`sys/leases/lookup/${auth}/login`)).at('data.keys') as string[] | undefined,
  );
  const token = (await target.anonymous.post(`${auth}/login`, { role_id: roleId, secret_id: secretId })).text(
    'auth.client_token',
  );
  const after = (await target.root.list(`sys/leases/lookup/${auth}/login`)).at('data.keys') as string[];
  return { id: `${auth}/login/${after.find((name) => !before.has(name))}`, token };
}

describe('leases', () => {
  test('a token has a lease', async () => {
    const { id } = await lease();
    const reply = await target.root.put('sys/leases/lookup', { lease_id: id });
    expect(reply.status).toBe(200);
    expect(reply.at('data')).toMatchObject({
      id,
      issue_time: expect.any(String),
      expire_time: expect.any(String),
      last_renewal: null,
      renewable: true,
    });
    expect(reply.number('data.ttl')).toBeGreaterThan(590);
  });

  test('POST looks up as well', async () => {
    expect((await target.root.post('sys/leases/lookup', { lease_id: (await lease()).id })).status).toBe(200);
  });

  test('a renewal of the token is seen in its lease', async () => {
    const { id, token } = await lease();
    await target.root.with(token).post('auth/token/renew-self', { increment: '20m' });
    const reply = await target.root.put('sys/leases/lookup', { lease_id: id });
    expect(reply.at('data.last_renewal')).toEqual(expect.any(String));
    expect(reply.number('data.ttl')).toBeGreaterThan(1190);
  });

  test('revoking the lease revokes the token', async () => {
    const { id, token } = await lease();
    expect((await target.root.put('sys/leases/revoke', { lease_id: id, sync: true })).status).toBe(204);
    expect((await target.root.with(token).get('auth/token/lookup-self')).status).toBe(403);
    expect((await target.root.put('sys/leases/lookup', { lease_id: id })).status).toBe(400);
  });

  test('revoking the token removes the lease', async () => {
    const { id, token } = await lease();
    await target.root.with(token).post('auth/token/revoke-self');
    expect((await target.root.put('sys/leases/lookup', { lease_id: id })).status).toBe(400);
  });

  test('a token is not renewed through its lease', async () => {
    expect((await target.root.put('sys/leases/renew', { lease_id: (await lease()).id })).status).toBe(400);
  });

  test('an unknown or missing lease id is 400', async () => {
    expect((await target.root.put('sys/leases/lookup', { lease_id: 'none' })).status).toBe(400);
    expect((await target.root.put('sys/leases/lookup', {})).status).toBe(400);
    expect((await target.root.put('sys/leases/renew', { lease_id: 'none' })).status).toBe(400);
    expect((await target.root.put('sys/leases/revoke', {})).status).toBe(400);
  });

  test('listing leases needs sudo', async () => {
    const token = await target.tokenFor(`path "sys/leases/lookup/${auth}/login" { capabilities = ["list"] }`);
    expect((await token.list(`sys/leases/lookup/${auth}/login`)).status).toBe(403);
    const sudo = await target.tokenFor(`path "sys/leases/lookup/${auth}/login" { capabilities = ["list", "sudo"] }`);
    await lease();
    expect((await sudo.list(`sys/leases/lookup/${auth}/login`)).status).toBe(200);
  });
});

describe('capabilities-self', () => {
  test('tells one path', async () => {
    const token = await target.tokenFor(
      'path "a/b" { capabilities = ["read", "list"] }\npath "sys/capabilities-self" { capabilities = ["update"] }',
    );
    const reply = await token.post('sys/capabilities-self', { paths: ['a/b'] });
    expect(reply.status).toBe(200);
    expect([...(reply.at('data.capabilities') as string[])].sort()).toEqual(['list', 'read']);
  });

  test('tells many paths', async () => {
    const token = await target.tokenFor(
      'path "a/*" { capabilities = ["read"] }\npath "a/no" { capabilities = ["deny"] }\npath "sys/capabilities-self" { capabilities = ["update"] }',
    );
    const reply = await token.post('sys/capabilities-self', { paths: ['a/yes', 'a/no', 'b'] });
    expect(reply.at('data')).toMatchObject({ 'a/yes': ['read'], 'a/no': ['deny'], b: ['deny'] });
  });

  test('root has root', async () => {
    expect((await target.root.post('sys/capabilities-self', { paths: ['any/thing'] })).at('data.capabilities')).toEqual(
      ['root'],
    );
  });

  test('is open to every token with the default policy', async () => {
    const made = await target.root.post('auth/token/create', { policies: ['default'], ttl: '5m' });
    expect(
      (await target.root.with(made.text('auth.client_token')).post('sys/capabilities-self', { paths: ['x'] })).status,
    ).toBe(200);
  });

  test('without paths is 400', async () => {
    expect((await target.root.post('sys/capabilities-self', {})).status).toBe(400);
  });
});

describe('the default policy', () => {
  test('lets a token look after itself and nothing more', async () => {
    const made = await target.root.post('auth/token/create', { policies: ['default'], ttl: '5m' });
    const token = target.root.with(made.text('auth.client_token'));
    expect((await token.get('auth/token/lookup-self')).status).toBe(200);
    expect((await token.post('auth/token/renew-self', {})).status).toBe(200);
    expect((await token.get('sys/mounts')).status).toBe(403);
    expect((await token.post('auth/token/create', {})).status).toBe(403);
    expect((await token.post('auth/token/revoke-self')).status).toBe(204);
  });

  test('is no longer there without it', async () => {
    const token = await target.tokenFor('path "nothing" { capabilities = ["read"] }');
    expect((await token.get('auth/token/lookup-self')).status).toBe(403);
  });
});
