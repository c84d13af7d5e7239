/** https://developer.hashicorp.com/vault/api-docs/system/mounts and .../system/auth */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openTarget, type Target } from './target.ts';

let target: Target;
beforeAll(async () => {
  target = await openTarget();
});
afterAll(() => target.close());

describe('secrets engines', () => {
  test('a mounted kv version 2 is listed with its options', async () => {
    const mount = await target.kv();
    const listed = (await target.root.get('sys/mounts')).at('data') as Record<string, unknown>;
    expect(listed[`${mount}/`]).toMatchObject({
      type: 'kv',
      options: { version: '2' },
      accessor: expect.any(String),
      uuid: expect.any(String),
      config: expect.any(Object),
    });
  });

  test('kv-v2 is another name for kv version 2', async () => {
    const mount = target.name('kvv2');
    expect((await target.root.post(`sys/mounts/${mount}`, { type: 'kv-v2' })).status).toBe(204);
    const listed = (await target.root.get('sys/mounts')).at('data') as Record<string, unknown>;
    expect(listed[`${mount}/`]).toMatchObject({ type: 'kv', options: { version: '2' } });
    expect((await target.root.delete(`sys/mounts/${mount}`)).status).toBe(204);
  });

  test('sys itself is listed', async () => {
    expect((await target.root.get('sys/mounts')).at('data')).toHaveProperty(['sys/']);
  });

  test('a description is kept', async () => {
    const mount = target.name('described');
    await target.root.post(`sys/mounts/${mount}`, { type: 'transit', description: 'keys of the house' });
    const listed = (await target.root.get('sys/mounts')).at('data') as Record<string, unknown>;
    expect(listed[`${mount}/`]).toMatchObject({ type: 'transit', description: 'keys of the house' });
    await target.root.delete(`sys/mounts/${mount}`);
  });

  test('a mount path can have several segments', async () => {
    const mount = `${target.name('deep')}/transit`;
    expect((await target.root.post(`sys/mounts/${mount}`, { type: 'transit' })).status).toBe(204);
    expect([200, 204]).toContain((await target.root.post(`${mount}/keys/k`)).status);
    expect((await target.root.get(`${mount}/keys/k`)).status).toBe(200);
    await target.root.delete(`sys/mounts/${mount}`);
  });

  test('a path in use cannot be mounted again', async () => {
    const mount = await target.transit();
    expect((await target.root.post(`sys/mounts/${mount}`, { type: 'transit' })).status).toBe(400);
  });

  test('an unknown type is 400', async () => {
    expect((await target.root.post(`sys/mounts/${target.name('odd')}`, { type: 'no-such-engine' })).status).toBe(400);
  });

  test('a missing type is 400', async () => {
    expect((await target.root.post(`sys/mounts/${target.name('odd')}`, {})).status).toBe(400);
  });

  test('nothing can be mounted over sys or auth', async () => {
    expect((await target.root.post('sys/mounts/sys', { type: 'transit' })).status).toBe(400);
    expect((await target.root.post('sys/mounts/auth', { type: 'transit' })).status).toBe(400);
  });

  test('sys cannot be unmounted', async () => {
    expect((await target.root.delete('sys/mounts/sys')).status).toBe(400);
  });

  test('unmounting destroys what was inside', async () => {
    const mount = target.name('gone');
    await target.root.post(`sys/mounts/${mount}`, { type: 'transit' });
    await target.root.post(`${mount}/keys/k`);
    expect((await target.root.delete(`sys/mounts/${mount}`)).status).toBe(204);
    expect((await target.root.get(`${mount}/keys/k`)).status).toBe(404);
    await target.root.post(`sys/mounts/${mount}`, { type: 'transit' });
    expect((await target.root.get(`${mount}/keys/k`)).status).toBe(404);
    await target.root.delete(`sys/mounts/${mount}`);
  });

  test('two mounts do not see each other', async () => {
    const [a, b] = [await target.kv(), await target.kv()];
    await target.root.post(`${a}/data/x`, { data: { from: 'a' } });
    expect((await target.root.get(`${b}/data/x`)).status).toBe(404);
  });

  test('the tune of a mount can be read', async () => {
    const mount = await target.kv();
    const reply = await target.root.get(`sys/mounts/${mount}/tune`);
    expect(reply.status).toBe(200);
    expect(reply.at('data')).toMatchObject({
      default_lease_ttl: expect.any(Number),
      max_lease_ttl: expect.any(Number),
      options: { version: '2' },
    });
  });

  test('listing mounts needs a policy', async () => {
    const nobody = await target.tokenFor('path "nothing" { capabilities = ["read"] }');
    expect((await nobody.get('sys/mounts')).status).toBe(403);
  });
});

describe('auth methods', () => {
  test('the token method is always there', async () => {
    expect((await target.root.get('sys/auth')).at('data')).toMatchObject({ 'token/': { type: 'token' } });
  });

  test('an enabled approle is listed', async () => {
    const mount = await target.approle();
    const listed = (await target.root.get('sys/auth')).at('data') as Record<string, unknown>;
    expect(listed[`${mount}/`]).toMatchObject({ type: 'approle', accessor: expect.stringMatching(/^auth_approle_/) });
  });

  test('an unknown method is 400', async () => {
    expect((await target.root.post(`sys/auth/${target.name('odd')}`, { type: 'no-such-method' })).status).toBe(400);
  });

  test('a path in use cannot be enabled again', async () => {
    const mount = await target.approle();
    expect((await target.root.post(`sys/auth/${mount}`, { type: 'approle' })).status).toBe(400);
  });

  test('the token method cannot be disabled', async () => {
    expect((await target.root.delete('sys/auth/token')).status).toBe(400);
  });

  test('enabling needs sudo besides the capability', async () => {
    const mount = target.name('approle');
    const without = await target.tokenFor(`path "sys/auth/${mount}" { capabilities = ["create", "update"] }`);
    expect((await without.post(`sys/auth/${mount}`, { type: 'approle' })).status).toBe(403);
    const having = await target.tokenFor(
      `path "sys/auth/${mount}" { capabilities = ["create", "update", "delete", "sudo"] }`,
    );
    expect((await having.post(`sys/auth/${mount}`, { type: 'approle' })).status).toBe(204);
    expect((await having.delete(`sys/auth/${mount}`)).status).toBe(204);
  });

  test('disabling a method revokes the tokens it issued', async () => {
    const mount = target.name('approle');
    await target.root.post(`sys/auth/${mount}`, { type: 'approle' });
    await target.root.post(`auth/${mount}/role/r`, { token_ttl: '10m' });
    const roleId = (await target.root.get(`auth/${mount}/role/r/role-id`)).text('data.role_id');
    const secretId = (await target.root.post(`auth/${mount}/role/r/secret-id`)).text('data.secret_id');
    const token = target.root.with(
      (await target.anonymous.post(`auth/${mount}/login`, { role_id: roleId, secret_id: secretId })).text(
        'auth.client_token',
      ),
    );
    expect((await token.get('auth/token/lookup-self')).status).toBe(200);
    await target.root.delete(`sys/auth/${mount}`);
    expect((await token.get('auth/token/lookup-self')).status).toBe(403);
  });
});
