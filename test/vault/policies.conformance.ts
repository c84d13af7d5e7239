/** https://developer.hashicorp.com/vault/api-docs/system/policies and .../system/policy */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openTarget, type Target } from './target.ts';

let target: Target;
beforeAll(async () => {
  target = await openTarget();
});
afterAll(() => target.close());

const readSecret = 'path "secret/data/x" { capabilities = ["read"] }';

describe('acl policies', () => {
  test('a policy is read back as written', async () => {
    const name = await target.policy(readSecret);
    const reply = await target.root.get(`sys/policies/acl/${name}`);
    expect(reply.status).toBe(200);
    expect(reply.at('data')).toMatchObject({ name, policy: readSecret });
  });

  test('a policy can be replaced', async () => {
    const name = await target.policy(readSecret);
    const other = 'path "secret/data/y" { capabilities = ["list"] }';
    expect((await target.root.put(`sys/policies/acl/${name}`, { policy: other })).status).toBe(204);
    expect((await target.root.get(`sys/policies/acl/${name}`)).at('data.policy')).toBe(other);
  });

  test('the list holds it beside root and default', async () => {
    const name = await target.policy(readSecret);
    expect((await target.root.list('sys/policies/acl')).at('data.keys')).toEqual(
      expect.arrayContaining(['default', 'root', name]),
    );
  });

  test('a missing policy is 404', async () => {
    expect((await target.root.get(`sys/policies/acl/${target.name('none')}`)).status).toBe(404);
  });

  test('a deleted policy is 404', async () => {
    const name = await target.policy(readSecret);
    expect((await target.root.delete(`sys/policies/acl/${name}`)).status).toBe(204);
    expect((await target.root.get(`sys/policies/acl/${name}`)).status).toBe(404);
  });

  test('deleting a missing policy is 204', async () => {
    expect((await target.root.delete(`sys/policies/acl/${target.name('none')}`)).status).toBe(204);
  });

  test('names are not case sensitive', async () => {
    const name = await target.policy(readSecret);
    expect((await target.root.get(`sys/policies/acl/${name.toUpperCase()}`)).status).toBe(200);
  });

  test('root cannot be changed or deleted', async () => {
    expect((await target.root.put('sys/policies/acl/root', { policy: readSecret })).status).toBe(400);
    expect((await target.root.delete('sys/policies/acl/root')).status).toBe(400);
  });

  test('default cannot be deleted', async () => {
    expect((await target.root.delete('sys/policies/acl/default')).status).toBe(400);
    expect((await target.root.get('sys/policies/acl/default')).status).toBe(200);
  });

  test.each([
    ['an unclosed block', 'path "a" { capabilities = ["read"]'],
    ['an unknown capability', 'path "a" { capabilities = ["fly"] }'],
    ['an unknown key', 'path "a" { power = ["read"] }'],
    ['an unknown top-level key', 'route "a" { capabilities = ["read"] }'],
    ['a wildcard glued to a plus', 'path "a/+*" { capabilities = ["read"] }'],
    ['no text at all', ''],
  ])('%s is 400', async (_what, policy) => {
    const name = target.name('wrong');
    expect((await target.root.put(`sys/policies/acl/${name}`, { policy })).status).toBe(400);
    expect((await target.root.get(`sys/policies/acl/${name}`)).status).toBe(404);
  });

  test('a policy may be JSON', async () => {
    const token = await target.tokenFor(JSON.stringify({ path: { 'sys/mounts': { capabilities: ['read'] } } }));
    expect((await token.get('sys/mounts')).status).toBe(200);
    expect((await token.get('sys/auth')).status).toBe(403);
  });

  test('a policy may hold comments of every kind', async () => {
    const token = await target.tokenFor(
      '# one\n// two\n/* three\n */\npath "sys/mounts" { # four\n  capabilities = ["read"] // five\n}\n',
    );
    expect((await token.get('sys/mounts')).status).toBe(200);
  });

  test('a final comma in a list is allowed', async () => {
    const token = await target.tokenFor('path "sys/mounts" {\n  capabilities = [\n    "list",\n    "read",\n  ]\n}\n');
    expect((await token.get('sys/mounts')).status).toBe(200);
  });

  test('a policy counts at once for tokens that already have it', async () => {
    const name = await target.policy('path "nothing" { capabilities = ["read"] }');
    const token = target.root.with(
      (await target.root.post('auth/token/create', { policies: [name], ttl: '5m' })).text('auth.client_token'),
    );
    expect((await token.get('sys/mounts')).status).toBe(403);
    await target.root.put(`sys/policies/acl/${name}`, { policy: 'path "sys/mounts" { capabilities = ["read"] }' });
    expect((await token.get('sys/mounts')).status).toBe(200);
    await target.root.delete(`sys/policies/acl/${name}`);
    expect((await token.get('sys/mounts')).status).toBe(403);
  });

  test('a token may name a policy that does not exist, and gets nothing from it', async () => {
    const made = await target.root.post('auth/token/create', {
      policies: [target.name('later')],
      ttl: '5m',
      no_default_policy: true,
    });
    expect(made.status).toBe(200);
    expect((await target.root.with(made.text('auth.client_token')).get('sys/mounts')).status).toBe(403);
  });
});

describe('the older sys/policy', () => {
  test('reads what sys/policies/acl wrote, as rules', async () => {
    const name = await target.policy(readSecret);
    expect((await target.root.get(`sys/policy/${name}`)).at('data')).toMatchObject({ name, rules: readSecret });
  });

  test('writes and deletes', async () => {
    const name = target.name('old');
    expect((await target.root.put(`sys/policy/${name}`, { policy: readSecret })).status).toBe(204);
    expect((await target.root.get(`sys/policies/acl/${name}`)).status).toBe(200);
    expect((await target.root.delete(`sys/policy/${name}`)).status).toBe(204);
    expect((await target.root.get(`sys/policy/${name}`)).status).toBe(404);
  });

  test('lists all names', async () => {
    expect((await target.root.get('sys/policy')).at('data.policies')).toEqual(
      expect.arrayContaining(['default', 'root']),
    );
  });
});
