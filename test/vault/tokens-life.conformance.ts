/** Renewing, revoking and outliving tokens: https://developer.hashicorp.com/vault/api-docs/auth/token */
import { setTimeout as wait } from 'node:timers/promises';
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
const isAlive = async (token: Vault): Promise<boolean> => (await token.get('auth/token/lookup-self')).status === 200;

describe('renewal', () => {
  test('of itself gives the ttl again', async () => {
    const token = await tokenOf({ ttl: '10m' });
    const reply = await token.post('auth/token/renew-self', {});
    expect(reply.status).toBe(200);
    expect(reply.at('auth')).toMatchObject({
      client_token: token.token,
      lease_duration: 600,
      renewable: true,
      policies: ['default'],
    });
  });

  test('takes a longer increment', async () => {
    const token = await tokenOf({ ttl: '10m' });
    expect((await token.post('auth/token/renew-self', { increment: '1h' })).number('auth.lease_duration')).toBe(3600);
  });

  test('takes a shorter increment', async () => {
    const token = await tokenOf({ ttl: '10m' });
    expect((await token.post('auth/token/renew-self', { increment: '1m' })).number('auth.lease_duration')).toBe(60);
  });

  test('never goes past explicit_max_ttl', async () => {
    const token = await tokenOf({ ttl: '1m', explicit_max_ttl: '5m' });
    const left = (await token.post('auth/token/renew-self', { increment: '1h' })).number('auth.lease_duration');
    expect(left).toBeGreaterThan(290);
    expect(left).toBeLessThanOrEqual(300);
  });

  test('of a periodic token gives its period, whatever is asked', async () => {
    const token = await tokenOf({ period: '5m' });
    expect((await token.post('auth/token/renew-self', { increment: '1h' })).number('auth.lease_duration')).toBe(300);
    expect((await token.get('auth/token/lookup-self')).at('data.period')).toBe(300);
  });

  test('is told in the lookup', async () => {
    const token = await tokenOf();
    expect((await token.get('auth/token/lookup-self')).at('data')).not.toHaveProperty('last_renewal');
    await token.post('auth/token/renew-self', {});
    expect((await token.get('auth/token/lookup-self')).at('data')).toMatchObject({
      last_renewal: expect.any(String),
      last_renewal_time: expect.any(Number),
    });
  });

  test('of a token that is not renewable is 400', async () => {
    const token = await tokenOf({ renewable: false });
    expect((await token.post('auth/token/renew-self', {})).status).toBe(400);
  });

  test('by another token and by accessor', async () => {
    const made = await create({ ttl: '1m' });
    const named = await target.root.post('auth/token/renew', {
      token: made.text('auth.client_token'),
      increment: '20m',
    });
    expect(named.number('auth.lease_duration')).toBe(1200);
    const byAccessor = await target.root.post('auth/token/renew-accessor', {
      accessor: made.text('auth.accessor'),
      increment: '30m',
    });
    expect(byAccessor.number('auth.lease_duration')).toBe(1800);
  });
});

describe('revocation', () => {
  test('of itself', async () => {
    const token = await tokenOf();
    expect((await token.post('auth/token/revoke-self')).status).toBe(204);
    expect(await isAlive(token)).toBe(false);
  });

  test('by token', async () => {
    const token = await tokenOf();
    expect((await target.root.post('auth/token/revoke', { token: token.token })).status).toBe(204);
    expect(await isAlive(token)).toBe(false);
  });

  test('by accessor', async () => {
    const made = await create();
    expect(
      (await target.root.post('auth/token/revoke-accessor', { accessor: made.text('auth.accessor') })).status,
    ).toBe(204);
    expect(await isAlive(target.root.with(made.text('auth.client_token')))).toBe(false);
  });

  test('takes children and grandchildren along', async () => {
    const policies = [await target.policy('path "auth/token/create" { capabilities = ["update"] }')];
    const parent = await tokenOf({ policies });
    const child = await tokenOf({ policies }, parent);
    const grandchild = await tokenOf({ policies }, child);
    await target.root.post('auth/token/revoke', { token: parent.token });
    expect([await isAlive(parent), await isAlive(child), await isAlive(grandchild)]).toEqual([false, false, false]);
  });

  test('spares an orphan', async () => {
    const parent = await tokenOf({ policies: ['root'] });
    const orphan = await tokenOf({ no_parent: true }, parent);
    const child = await tokenOf({}, parent);
    await target.root.post('auth/token/revoke', { token: parent.token });
    expect([await isAlive(orphan), await isAlive(child)]).toEqual([true, false]);
  });

  test('revoke-orphan leaves the children behind', async () => {
    const policies = [await target.policy('path "auth/token/create" { capabilities = ["update"] }')];
    const parent = await tokenOf({ policies });
    const child = await tokenOf({ policies }, parent);
    expect((await target.root.post('auth/token/revoke-orphan', { token: parent.token })).status).toBe(204);
    expect([await isAlive(parent), await isAlive(child)]).toEqual([false, true]);
    expect((await child.post('auth/token/create', { ttl: '1m' })).status).toBe(200);
  });

  test('without naming a token is 400', async () => {
    expect((await target.root.post('auth/token/revoke', {})).status).toBe(400);
  });
});

describe('limits', () => {
  test('a token dies with its ttl', async () => {
    const token = await tokenOf({ ttl: '1s' });
    expect(await isAlive(token)).toBe(true);
    await wait(1150);
    expect(await isAlive(token)).toBe(false);
  });

  test('a child dies with its parent', async () => {
    const policies = [await target.policy('path "auth/token/create" { capabilities = ["update"] }')];
    const parent = await tokenOf({ policies, ttl: '1s' });
    const child = await tokenOf({ policies, ttl: '10m' }, parent);
    expect(await isAlive(child)).toBe(true);
    // The expiry of the parent is worked off in the background.
    for (let i = 0; i < 40 && (await isAlive(child)); i++) await wait(100);
    expect(await isAlive(child)).toBe(false);
  });

  test('num_uses counts down and ends the token', async () => {
    const token = await tokenOf({ num_uses: 2 });
    expect((await token.get('auth/token/lookup-self')).number('data.num_uses')).toBe(1);
    expect((await token.get('auth/token/lookup-self')).status).toBe(200);
    expect((await token.get('auth/token/lookup-self')).status).toBe(403);
  });

  test('a refused call counts as a use', async () => {
    const token = await tokenOf({ num_uses: 1 });
    expect((await token.get('sys/mounts')).status).toBe(403);
    expect(await isAlive(token)).toBe(false);
  });

  test('a token with limited uses makes no children', async () => {
    const policies = [await target.policy('path "auth/token/create" { capabilities = ["update"] }')];
    const token = await tokenOf({ policies, num_uses: 3 });
    expect((await create({ policies }, token)).status).toBe(400);
  });
});
