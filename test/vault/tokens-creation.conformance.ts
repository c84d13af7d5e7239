/** Making and looking up tokens: https://developer.hashicorp.com/vault/api-docs/auth/token */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Vault } from './client.ts';
import { openTarget, type Target } from './target.ts';

let target: Target;
beforeAll(async () => {
  target = await openTarget();
});
afterAll(() => target.close());

const create = (fields: Record<string, unknown> = {}, by: Vault = target.root) =>
  by.post('auth/token/create', { policies: ['default'], ttl: '10m', ...fields });
const tokenOf = async (fields: Record<string, unknown> = {}, by: Vault = target.root): Promise<Vault> =>
  by.with((await create(fields, by)).text('auth.client_token'));

describe('creation', () => {
  test('the reply is an auth block', async () => {
    const reply = await create({ meta: { who: 'suite' } });
    expect(reply.status).toBe(200);
    expect(reply.at('auth')).toMatchObject({
      client_token: expect.any(String),
      accessor: expect.any(String),
      policies: ['default'],
      token_policies: ['default'],
      metadata: { who: 'suite' },
      lease_duration: 600,
      renewable: true,
      entity_id: '',
      token_type: 'service',
      orphan: false,
      num_uses: 0,
    });
    expect(reply.at('data')).toBeNull();
  });

  test('tokens and accessors are never the same twice', async () => {
    const [a, b] = [await create(), await create()];
    expect(
      new Set([
        a.text('auth.client_token'),
        b.text('auth.client_token'),
        a.text('auth.accessor'),
        b.text('auth.accessor'),
      ]).size,
    ).toBe(4);
  });

  test('default is added to the policies, and left out on request', async () => {
    const name = await target.policy('path "a" { capabilities = ["read"] }');
    expect((await create({ policies: [name] })).at('auth.policies')).toEqual([name, 'default'].sort());
    expect((await create({ policies: [name], no_default_policy: true })).at('auth.policies')).toEqual([name]);
  });

  test('without policies a child gets those of its parent', async () => {
    const name = await target.policy('path "auth/token/create" { capabilities = ["update"] }');
    const parent = await tokenOf({ policies: [name] });
    const child = await parent.post('auth/token/create', { ttl: '5m' });
    expect(child.at('auth.policies')).toEqual([name, 'default'].sort());
  });

  test('a child of root without policies is root', async () => {
    const reply = await target.root.post('auth/token/create', { ttl: '1m' });
    expect(reply.at('auth.policies')).toEqual(['root']);
    await target.root.post('auth/token/revoke', { token: reply.text('auth.client_token') });
  });

  test('a child cannot have more than its parent', async () => {
    const parent = await tokenOf({
      policies: [await target.policy('path "auth/token/create" { capabilities = ["update"] }')],
    });
    const other = await target.policy('path "a" { capabilities = ["read"] }');
    expect((await create({ policies: [other] }, parent)).status).toBe(400);
    expect((await create({ policies: ['root'] }, parent)).status).toBe(400);
  });

  test('a creation without a policy for it is 403', async () => {
    expect((await create({}, await tokenOf())).status).toBe(403);
  });

  test.each(['10m', '600s', '600', 600])('ttl %p is ten minutes', async (ttl) => {
    expect((await create({ ttl })).number('auth.lease_duration')).toBe(600);
  });

  test('without a ttl the system says how long', async () => {
    expect((await create({ ttl: undefined })).number('auth.lease_duration')).toBeGreaterThan(0);
  });

  test('a ttl that is no duration is 400', async () => {
    expect((await create({ ttl: 'soon' })).status).toBe(400);
  });

  test('explicit_max_ttl cuts the ttl', async () => {
    expect((await create({ ttl: '1h', explicit_max_ttl: '5m' })).number('auth.lease_duration')).toBe(300);
  });

  test('a chosen id is used, once', async () => {
    const id = target.name('chosen');
    expect((await create({ id })).text('auth.client_token')).toBe(id);
    expect((await create({ id })).status).toBe(400);
  });

  test('a display name is prefixed', async () => {
    const token = await tokenOf({ display_name: 'nightly' });
    expect((await token.get('auth/token/lookup-self')).text('data.display_name')).toBe('token-nightly');
  });

  test('an orphan has no parent', async () => {
    expect((await create({ no_parent: true })).at('auth.orphan')).toBe(true);
    expect(
      (await target.root.post('auth/token/create-orphan', { policies: ['default'], ttl: '5m' })).at('auth.orphan'),
    ).toBe(true);
  });

  test('no_parent needs sudo, create-orphan a policy only', async () => {
    const parent = await tokenOf({
      policies: [await target.policy('path "auth/token/create*" { capabilities = ["create", "update"] }')],
    });
    expect((await create({ no_parent: true }, parent)).status).toBe(400);
    expect(
      (await parent.post('auth/token/create-orphan', { policies: ['default'], ttl: '1m' })).at('auth.orphan'),
    ).toBe(true);
  });

  test('a negative number of uses is 400', async () => {
    expect((await create({ num_uses: -1 })).status).toBe(400);
  });
});

describe('lookup', () => {
  test('of itself', async () => {
    const made = await create({ meta: { a: 'b' }, num_uses: 9 });
    const reply = await target.root.with(made.text('auth.client_token')).get('auth/token/lookup-self');
    expect(reply.status).toBe(200);
    expect(reply.at('data')).toMatchObject({
      id: made.text('auth.client_token'),
      accessor: made.text('auth.accessor'),
      policies: ['default'],
      path: 'auth/token/create',
      meta: { a: 'b' },
      display_name: 'token',
      num_uses: 8,
      orphan: false,
      creation_ttl: 600,
      explicit_max_ttl: 0,
      entity_id: '',
      type: 'service',
      renewable: true,
      creation_time: expect.any(Number),
    });
    expect(reply.number('data.ttl')).toBeGreaterThan(590);
    expect(Date.parse(reply.text('data.expire_time')) - Date.parse(reply.text('data.issue_time'))).toBe(600_000);
  });

  test('of a root token shows no end', async () => {
    const made = await target.root.post('auth/token/create', { policies: ['root'] });
    const reply = await target.root.with(made.text('auth.client_token')).get('auth/token/lookup-self');
    expect(reply.at('data')).toMatchObject({
      ttl: 0,
      creation_ttl: 0,
      expire_time: null,
      policies: ['root'],
      renewable: false,
    });
    await target.root.post('auth/token/revoke', { token: made.text('auth.client_token') });
  });

  test('of another token', async () => {
    const made = await create();
    const reply = await target.root.post('auth/token/lookup', { token: made.text('auth.client_token') });
    expect(reply.at('data')).toMatchObject({
      id: made.text('auth.client_token'),
      accessor: made.text('auth.accessor'),
    });
  });

  test('by accessor does not show the token', async () => {
    const made = await create();
    const reply = await target.root.post('auth/token/lookup-accessor', { accessor: made.text('auth.accessor') });
    expect(reply.at('data')).toMatchObject({ id: '', accessor: made.text('auth.accessor'), policies: ['default'] });
    expect(JSON.stringify(reply.body)).not.toContain(made.text('auth.client_token'));
  });

  test('of an unknown token or accessor is refused', async () => {
    expect((await target.root.post('auth/token/lookup', { token: 'hvs.unknown' })).status).toBe(403);
    expect([400, 403, 404]).toContain(
      (await target.root.post('auth/token/lookup-accessor', { accessor: 'unknown' })).status,
    );
  });

  test('of others needs a policy', async () => {
    const made = await create();
    expect((await (await tokenOf()).post('auth/token/lookup', { token: made.text('auth.client_token') })).status).toBe(
      403,
    );
  });

  test('accessors can be listed', async () => {
    const made = await create();
    expect((await target.root.list('auth/token/accessors')).at('data.keys')).toEqual(
      expect.arrayContaining([made.text('auth.accessor')]),
    );
  });
});
