/** What cannot be asked of a foreign server: the first start, unsealing, limits of its own. */
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { combine, split } from '../../deploy/src/embedded-vault/seal/shamir.ts';
import { initialise, unseal } from './embedded-server.ts';
import { folder, inProcess, mountKv, useFolder } from './embedded-suite.ts';

useFolder();

describe('the first start', () => {
  test('a new server is uninitialised: 501, and everything else is 503', async () => {
    const { vault } = await inProcess();
    expect((await vault.get('sys/health')).status).toBe(501);
    expect((await vault.get('sys/health?uninitcode=200')).body).toMatchObject({
      initialized: false,
      sealed: true,
      version: expect.stringContaining('dev-embedded'),
    });
    expect((await vault.get('sys/init')).body).toEqual({ initialized: false });
    expect((await vault.with('hvs.any').get('secret/data/x')).status).toBe(503);
    expect((await vault.put('sys/unseal', { key: randomBytes(32).toString('hex') })).status).toBe(400);
  });

  test('initialising gives the keys in hex and base64 and the root token, and leaves it sealed', async () => {
    const { vault } = await inProcess();
    const reply = await vault.put('sys/init', { secret_shares: 5, secret_threshold: 3 });
    const [hex, base64] = [reply.at('keys') as string[], reply.at('keys_base64') as string[]];
    expect(hex.map((key) => Buffer.from(key, 'hex').toString('base64'))).toEqual(base64);
    expect(new Set(hex).size).toBe(5);
    expect((await vault.get('sys/health')).status).toBe(503);
    expect((await vault.get('sys/health?sealedcode=200')).body).not.toHaveProperty('cluster_name');
    expect((await vault.with(reply.text('root_token')).get('sys/mounts')).status).toBe(503);
  });

  test.each([
    [0, 0],
    [1, 2],
    [3, 1],
    [2, 3],
    [256, 2],
  ])('%i shares with a threshold of %i are refused', async (secret_shares, secret_threshold) => {
    const { vault } = await inProcess();
    expect((await vault.put('sys/init', { secret_shares, secret_threshold })).status).toBe(400);
    expect((await vault.get('sys/health')).status).toBe(501);
  });

  test('a Vault that was never unsealed can be forgotten on request, one that was cannot', async () => {
    const first = await inProcess();
    await first.vault.put('sys/init', { secret_shares: 1, secret_threshold: 1 });
    await first.server.stop();
    const second = await inProcess({ forgetUnopened: true });
    expect((await second.vault.get('sys/init')).body).toEqual({ initialized: false });
    await initialise(second.vault);
    await second.server.stop();
    expect((await (await inProcess({ forgetUnopened: true })).vault.get('sys/init')).body).toEqual({
      initialized: true,
    });
  });
});

describe('unsealing', () => {
  test('takes any three of five shares, and no two', async () => {
    const { vault } = await inProcess();
    const { keys, root } = await initialise(vault, 5, 3);
    expect((await root.put('sys/seal')).status).toBe(204);
    for (const [i, key] of [keys[4], keys[1]].entries())
      expect((await unseal(vault, key ?? '')).body).toMatchObject({ sealed: true, t: 3, n: 5, progress: i + 1 });
    expect((await unseal(vault, keys[2] ?? '')).body).toMatchObject({
      sealed: false,
      progress: 0,
      cluster_name: expect.any(String),
    });
    expect((await root.get('sys/mounts')).status).toBe(200);
  });

  test('counts the same share once', async () => {
    const { vault } = await inProcess();
    const { keys, root } = await initialise(vault, 3, 2);
    await root.put('sys/seal');
    await unseal(vault, keys[0] ?? '');
    expect((await unseal(vault, keys[0] ?? '')).body).toMatchObject({ sealed: true, progress: 1 });
  });

  test('progress has a nonce and can be reset', async () => {
    const { vault } = await inProcess();
    const { keys, root } = await initialise(vault, 3, 2);
    await root.put('sys/seal');
    expect((await vault.get('sys/seal-status')).body).toMatchObject({ progress: 0, nonce: '' });
    expect((await unseal(vault, keys[0] ?? '')).text('nonce')).not.toBe('');
    expect((await vault.put('sys/unseal', { reset: true })).body).toMatchObject({
      sealed: true,
      progress: 0,
      nonce: '',
    });
    expect((await unseal(vault, keys[1] ?? '')).body).toMatchObject({ progress: 1 });
    expect((await unseal(vault, keys[2] ?? '')).body).toMatchObject({ sealed: false });
    expect((await vault.put('sys/unseal', { reset: true })).status).toBe(400);
  });

  test('with a wrong key is 400 and starts over', async () => {
    const { vault } = await inProcess();
    const { keys, root } = await initialise(vault);
    await root.put('sys/seal');
    expect((await unseal(vault, randomBytes(32).toString('hex'))).status).toBe(400);
    expect((await unseal(vault, randomBytes(7).toString('hex'))).status).toBe(400);
    expect((await vault.get('sys/seal-status')).body).toMatchObject({ sealed: true, progress: 0 });
    expect((await unseal(vault, Buffer.from(keys[0] ?? '', 'base64').toString('hex'))).body).toMatchObject({
      sealed: false,
    });
  });

  test('of two callers at once opens it once', async () => {
    const { vault } = await inProcess();
    const { keys, root } = await initialise(vault);
    await root.put('sys/seal');
    const replies = await Promise.all(Array.from({ length: 8 }, () => unseal(vault, keys[0] ?? '')));
    expect(replies.map(({ status }) => status)).toEqual(Array(8).fill(200));
    await mountKv(root);
    expect((await root.post('secret/data/x', { data: {} })).status).toBe(200);
  });

  test('sealing stops every call and keeps everything', async () => {
    const { vault } = await inProcess();
    const { keys, root } = await initialise(vault);
    await mountKv(root);
    await root.post('secret/data/x', { data: { a: '1' } });
    await root.put('sys/seal');
    const reply = await root.get('secret/data/x');
    expect([reply.status, reply.body]).toEqual([503, { errors: ['Vault is sealed'] }]);
    expect((await vault.get('sys/health')).status).toBe(503);
    await unseal(vault, keys[0] ?? '');
    expect((await root.get('secret/data/x')).at('data.data')).toEqual({ a: '1' });
  });
});

describe("Shamir's shares", () => {
  test('any threshold of them give the secret back, in any order', () => {
    const sharing = fc
      .uint8Array({ minLength: 1, maxLength: 40 })
      .chain((secret) =>
        fc.tuple(fc.constant(Buffer.from(secret)), fc.integer({ min: 2, max: 8 }), fc.integer({ min: 0, max: 6 })),
      );
    fc.assert(
      fc.property(sharing, fc.infiniteStream(fc.nat()), ([secret, threshold, extra], order) => {
        const shares = split(secret, threshold + extra, threshold);
        const chosen = shares
          .map((share) => ({ share, at: order.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .slice(0, threshold);
        expect(combine(chosen.map(({ share }) => share)).equals(secret)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  test('one too few give something else', () => {
    const secret = randomBytes(32);
    const shares = split(secret, 5, 3);
    expect(combine(shares.slice(0, 2)).equals(secret)).toBe(false);
  });

  test('a single share says nothing: its bytes are spread evenly for a fixed secret', () => {
    const seen = new Set<number>();
    for (let i = 0; i < 4000; i++) seen.add(split(Buffer.from([7]), 2, 2)[0]?.[0] ?? -1);
    expect(seen.size).toBeGreaterThan(250);
  });
});

describe('limits', () => {
  test('a body above 256 KiB is 413, and the limit can be set', async () => {
    const { vault } = await inProcess();
    const { root } = await initialise(vault);
    await mountKv(root);
    expect((await root.post('secret/data/x', { data: { v: 'x'.repeat(250_000) } })).status).toBe(200);
    expect((await root.post('secret/data/x', { data: { v: 'x'.repeat(256 << 10) } })).status).toBe(413);
    const other = await inProcess({ dir: path.join(folder(), 'small'), bodyBytes: 100 });
    expect((await other.vault.put('sys/init', { secret_shares: 1, filler: 'x'.repeat(200) })).status).toBe(413);
  });

  test('a body of megabytes without a length is 413 as well', async () => {
    const { vault } = await inProcess();
    const { root } = await initialise(vault);
    await mountKv(root);
    const raw = JSON.stringify({ data: { v: 'x'.repeat(4 << 20) } });
    const headers = { 'Transfer-Encoding': 'chunked' };
    expect((await root.post('secret/data/x', undefined, { raw, headers })).status).toBe(413);
    expect((await root.get('secret/data/x')).status).toBe(404);
  });

  test('JSON nested too deeply is 400', async () => {
    const { vault } = await inProcess();
    const { root } = await initialise(vault);
    const nested = (depth: number): string => `{"data":${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}}`;
    expect((await root.post('secret/data/x', undefined, { raw: nested(20_000) })).status).toBe(400);
    await mountKv(root);
    expect((await root.post('secret/data/x', undefined, { raw: nested(31) })).status).toBe(200);
    expect((await root.post('secret/data/x', undefined, { raw: nested(32) })).status).toBe(400);
  });

  test.each(['../', '%2e%2e/', '%2e/', './'])('a path with %s is 400', async (step) => {
    const { vault } = await inProcess();
    const { root } = await initialise(vault);
    expect((await root.get(`secret/data/${step}x`)).status).toBe(400);
  });

  test('wrapping, namespaces and unknown engines are refused, not ignored', async () => {
    const { vault } = await inProcess();
    const { root } = await initialise(vault);
    expect((await root.get('sys/mounts', { headers: { 'X-Vault-Wrap-TTL': '60' } })).status).toBe(400);
    expect((await root.get('sys/mounts', { headers: { 'X-Vault-Namespace': 'team' } })).status).toBe(404);
    expect((await root.post('sys/mounts/pki', { type: 'pki' })).status).toBe(400);
    expect(
      (
        await root.put('sys/policies/acl/p', {
          policy: 'path "a" { capabilities = ["update"] allowed_parameters = { "x" = [] } }',
        })
      ).status,
    ).toBe(400);
  });

  test('an expired secret id opens nothing', async () => {
    const { vault } = await inProcess();
    const { root } = await initialise(vault);
    await root.post('sys/auth/approle', { type: 'approle' });
    await root.post('auth/approle/role/r', { secret_id_ttl: '1s' });
    const role_id = (await root.get('auth/approle/role/r/role-id')).text('data.role_id');
    const secret_id = (await root.post('auth/approle/role/r/secret-id')).text('data.secret_id');
    expect((await vault.post('auth/approle/login', { role_id, secret_id })).status).toBe(200);
    await wait(1050);
    expect((await vault.post('auth/approle/login', { role_id, secret_id })).status).toBe(400);
    expect((await root.list('auth/approle/role/r/secret-id')).status).toBe(404);
  });
});
