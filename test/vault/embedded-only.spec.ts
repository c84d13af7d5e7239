/** What cannot be asked of a foreign server: the first start, sealing, crashes, the files on the disk. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { appendFile, chmod, mkdir, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  bootstrapVault,
  startEmbeddedVault,
  unseal as openVault,
  type EmbeddedVault,
} from '../../deploy/src/embedded-vault/index.ts';
import { combine, split } from '../../deploy/src/embedded-vault/seal/shamir.ts';
import { Vault } from './client.ts';
import { bytesOf, EmbeddedProcess, initialise, temporaryFolder, unseal } from './embedded-server.ts';

let dir: string;
let cleanUp: (() => Promise<unknown>)[];
beforeEach(async () => {
  const made = await temporaryFolder();
  dir = made.dir;
  cleanUp = [made.remove];
});
afterEach(async () => {
  for (const step of cleanUp.reverse()) await step();
});

async function inProcess(
  options: { bodyBytes?: number; jsonDepth?: number; forgetUnopened?: boolean } = {},
): Promise<{ server: EmbeddedVault; vault: Vault }> {
  const server = await startEmbeddedVault({ dir, port: 0, ...options });
  cleanUp.push(() => server.stop());
  return { server, vault: new Vault(server.address) };
}

async function asProcess(args: string[] = [], options: { ipc?: boolean } = {}): Promise<EmbeddedProcess> {
  const server = await EmbeddedProcess.start(dir, args, options);
  cleanUp.push(() => server.end('SIGKILL'));
  return server;
}

async function mountKv(root: Vault): Promise<void> {
  expect((await root.post('sys/mounts/secret', { type: 'kv', options: { version: '2' } })).status).toBe(204);
}

const journal = (): string => path.join(dir, 'store.journal');

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

describe('the disk', () => {
  test('a restart finds everything, sealed', async () => {
    const first = await asProcess();
    const { keys, root } = await initialise(first.vault);
    await mountKv(root);
    await root.post('sys/auth/approle', { type: 'approle' });
    await root.post('auth/approle/role/r', { token_ttl: '1h' });
    await root.post('secret/data/x', { data: { a: '1' } });
    const child = (await root.post('auth/token/create', { policies: ['default'], ttl: '1h' })).text(
      'auth.client_token',
    );
    expect(await first.end('SIGTERM')).toBe(0);
    const second = await asProcess();
    expect((await second.vault.get('sys/health')).status).toBe(503);
    await unseal(second.vault, keys[0] ?? '');
    const again = second.vault.with(root.token);
    expect((await again.get('secret/data/x')).at('data.data')).toEqual({ a: '1' });
    expect((await again.get('auth/approle/role/r')).at('data.token_ttl')).toBe(3600);
    expect((await second.vault.with(child).get('auth/token/lookup-self')).status).toBe(200);
  });

  test('what was acknowledged survives SIGKILL in the middle of many writes', async () => {
    const first = await asProcess();
    const { keys, root } = await initialise(first.vault);
    await mountKv(root);
    const acknowledged: number[] = [];
    const writes = Array.from({ length: 150 }, async (_, i) => {
      const reply = await root.post(`secret/data/n/${i}`, { data: { i } }).catch(() => undefined);
      if (reply?.status === 200) acknowledged.push(i);
      if (acknowledged.length === 40) await first.end('SIGKILL');
    });
    await Promise.all(writes);
    expect(acknowledged.length).toBeGreaterThanOrEqual(40);
    const second = await asProcess();
    await unseal(second.vault, keys[0] ?? '');
    const again = second.vault.with(root.token);
    for (const i of acknowledged) expect((await again.get(`secret/data/n/${i}`)).at('data.data')).toEqual({ i });
  });

  test('a torn last record is cut off, at whatever byte, and nothing before it is lost', async () => {
    const first = await inProcess();
    const { keys, root } = await initialise(first.vault);
    await mountKv(root);
    await root.post('secret/data/kept', { data: { a: '1' } });
    const kept = (await stat(journal())).size;
    await root.post('secret/data/torn', { data: { a: '2' } });
    const whole = (await stat(journal())).size;
    await first.server.stop();
    const bytes = await readFile(journal());
    for (const size of [kept + 1, kept + 5, Math.floor((kept + whole) / 2), whole - 1]) {
      await writeFile(journal(), bytes.subarray(0, size));
      const next = await inProcess();
      await unseal(next.vault, keys[0] ?? '');
      const again = next.vault.with(root.token);
      expect((await again.get('secret/data/kept')).at('data.data')).toEqual({ a: '1' });
      expect((await again.get('secret/data/torn')).status).toBe(404);
      expect((await again.post('secret/data/after', { data: {} })).status).toBe(200);
      await next.server.stop();
    }
  });

  test('zeros after the last record are cut off', async () => {
    const first = await inProcess();
    const { keys, root } = await initialise(first.vault);
    await first.server.stop();
    await appendFile(journal(), Buffer.alloc(4096));
    const next = await inProcess();
    expect((await unseal(next.vault, keys[0] ?? '')).at('sealed')).toBe(false);
    expect((await next.vault.with(root.token).get('sys/mounts')).status).toBe(200);
  });

  test('a damaged record in the middle is not passed over', async () => {
    const first = await inProcess();
    const { keys, root } = await initialise(first.vault);
    await mountKv(root);
    const middle = (await stat(journal())).size - 5;
    for (let i = 0; i < 3; i++) await root.post('secret/data/x', { data: { i } });
    await first.server.stop();
    const bytes = await readFile(journal());
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    await writeFile(journal(), bytes);
    const next = await inProcess();
    expect((await unseal(next.vault, keys[0] ?? '')).status).toBe(500);
    expect((await next.vault.get('sys/health')).status).toBe(503);
  });

  test('a store cut to nothing is refused', async () => {
    const first = await inProcess();
    const { keys } = await initialise(first.vault);
    await first.server.stop();
    await truncate(journal(), 3);
    const next = await inProcess();
    expect((await unseal(next.vault, keys[0] ?? '')).status).toBe(500);
  });

  test('holds no secret, path or token in the clear, in files only the owner can read', async () => {
    const { vault } = await inProcess();
    const { root, keys } = await initialise(vault);
    await mountKv(root);
    const canary = randomBytes(12).toString('hex');
    await root.post(`secret/data/path-${canary}`, { data: { value: `value-${canary}` } });
    const made = await root.post('auth/token/create', { ttl: '5m', policies: ['default'] });
    const files = await readdir(dir);
    const bytes = await bytesOf(dir, files);
    for (const text of [
      canary,
      Buffer.from(canary).toString('base64').slice(0, 14),
      root.token,
      made.text('auth.client_token'),
      keys[0] ?? '',
    ])
      expect(bytes.includes(text)).toBe(false);
    expect(bytes.includes(Buffer.from(keys[0] ?? '', 'base64'))).toBe(false);
    for (const file of files) expect((await stat(path.join(dir, file))).mode & 0o077).toBe(0);
  });

  test('many overwrites are compacted, and everything is still there', async () => {
    const first = await inProcess();
    const { keys, root } = await initialise(first.vault);
    await mountKv(root);
    await root.post('secret/data/still', { data: { a: '1' } });
    await root.post('secret/metadata/big', { max_versions: 1 });
    const value = 'v'.repeat(200_000);
    for (let i = 0; i < 45; i++) await root.post('secret/data/big', { data: { i, value } });
    expect((await stat(journal())).size).toBeLessThan(7 << 20);
    await first.server.stop();
    const next = await inProcess();
    await unseal(next.vault, keys[0] ?? '');
    const again = next.vault.with(root.token);
    expect((await again.get('secret/data/still')).at('data.data')).toEqual({ a: '1' });
    expect((await again.get('secret/data/big')).at('data')).toMatchObject({
      data: { i: 44 },
      metadata: { version: 45 },
    });
  });

  test('belongs to one server at a time', async () => {
    await inProcess();
    await expect(startEmbeddedVault({ dir, port: 0 })).rejects.toThrow(/already using/);
  });
});

describe('limits', () => {
  test('a body above 256 KiB is 413, and the limit can be set', async () => {
    const { vault } = await inProcess();
    const { root } = await initialise(vault);
    await mountKv(root);
    expect((await root.post('secret/data/x', { data: { v: 'x'.repeat(250_000) } })).status).toBe(200);
    expect((await root.post('secret/data/x', { data: { v: 'x'.repeat(256 << 10) } })).status).toBe(413);
    const other = await startEmbeddedVault({ dir: path.join(dir, 'small'), port: 0, bodyBytes: 100 });
    cleanUp.push(() => other.stop());
    expect((await new Vault(other.address).put('sys/init', { secret_shares: 1, filler: 'x'.repeat(200) })).status).toBe(
      413,
    );
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

describe('the process', () => {
  test('refuses NODE_ENV=production in one sentence, unless allowed', async () => {
    const refused = await EmbeddedProcess.run(['--dir', dir, '--port', '0'], { NODE_ENV: 'production' });
    expect(refused).toMatchObject({
      code: 1,
      output: '',
      errors: expect.stringMatching(/^[^\n]*development[^\n]*\n$/),
    });
  });

  test('refuses an address that is not loopback', async () => {
    expect(await EmbeddedProcess.run(['--dir', dir, '--port', '0', '--host', '0.0.0.0'])).toMatchObject({
      code: 1,
      errors: expect.stringMatching(/^[^\n]*loopback[^\n]*\n$/),
    });
  });

  test('says that its port is in use', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const { port } = holder.address() as AddressInfo;
    expect(await EmbeddedProcess.run(['--dir', dir, '--port', String(port)])).toMatchObject({
      code: 1,
      errors: expect.stringMatching(/^[^\n]*in use[^\n]*\n$/),
    });
    holder.close();
  });

  test('says that its folder cannot be used', async () => {
    const file = path.join(dir, 'file');
    await writeFile(file, '');
    expect(await EmbeddedProcess.run(['--dir', file, '--port', '0'])).toMatchObject({
      code: 1,
      errors: expect.stringMatching(/^[^\n]*folder[^\n]*\n$/),
    });
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('ends cleanly on %s', async (signal) => {
    const server = await asProcess();
    expect(await server.end(signal)).toBe(0);
    expect(await readdir(dir)).not.toContain('lock');
  });

  test('ends when its parent lets go of it', async () => {
    const overIpc = await asProcess([], { ipc: true });
    const ended = once(overIpc.child, 'exit');
    overIpc.child.disconnect();
    expect((await ended)[0]).toBe(0);
    const overStdin = await asProcess(['--exit-with-parent']);
    const closed = once(overStdin.child, 'exit');
    overStdin.child.stdin?.end();
    expect((await closed)[0]).toBe(0);
  });

  test('takes over the lock of a killed one', async () => {
    await (await asProcess()).end('SIGKILL');
    expect(await readdir(dir)).toContain('lock');
    expect((await (await asProcess()).vault.get('sys/health')).status).toBe(501);
  });
});

describe('bootstrap', () => {
  const policiesDir = fileURLToPath(new URL('../../deploy/vault/policies', import.meta.url));
  const keysFile = (): string => path.join(dir, 'keys', 'vault.json');
  const run = (address: string) => bootstrapVault({ address, keysFile: keysFile(), policiesDir });
  const logIn = async (vault: Vault, { roleId, secretId }: { roleId: string; secretId: string }) =>
    vault.post('auth/approle/login', { role_id: roleId, secret_id: secretId });

  test('makes a new server ready, with three logins that last an hour', async () => {
    const { vault } = await inProcess();
    const made = await run(vault.address);
    for (const role of ['writer', 'publisher', 'resolver'] as const) {
      expect((await logIn(vault, made[role])).at('auth')).toMatchObject({
        lease_duration: 3600,
        token_policies: ['default', `drawbridge-${role}`],
      });
    }
    expect((await stat(keysFile())).mode & 0o077).toBe(0);
  });

  test('again keeps the role ids and ends the old secret ids', async () => {
    const { vault } = await inProcess();
    const before = await run(vault.address);
    const start = performance.now();
    const after = await run(vault.address);
    expect(performance.now() - start).toBeLessThan(1500);
    expect(after.writer.roleId).toBe(before.writer.roleId);
    expect((await logIn(vault, before.writer)).status).toBe(400);
    expect((await logIn(vault, after.writer)).status).toBe(200);
  });

  test('after a restart unseals and goes on', async () => {
    const first = await inProcess();
    const before = await run(first.vault.address);
    await first.server.stop();
    const { vault } = await inProcess();
    expect((await run(vault.address)).resolver.roleId).toBe(before.resolver.roleId);
  });

  test('can open a server that was sealed while running', async () => {
    const { vault } = await inProcess();
    await run(vault.address);
    const { rootToken } = JSON.parse(await readFile(keysFile(), 'utf8')) as { rootToken: string };
    await vault.with(rootToken).put('sys/seal');
    expect((await vault.get('sys/health')).status).toBe(503);
    await openVault(vault.address, keysFile());
    expect((await vault.get('sys/health')).status).toBe(200);
    await openVault(vault.address, keysFile());
  });

  test('says clearly that the keys of an initialised server are missing', async () => {
    const { vault } = await inProcess();
    await vault.put('sys/init', { secret_shares: 1, secret_threshold: 1 });
    await expect(run(vault.address)).rejects.toThrow(/initialised, but .* missing/);
  });

  test('says clearly that the keys belong to another Vault, and shows none', async () => {
    const { vault } = await inProcess();
    await vault.put('sys/init', { secret_shares: 1, secret_threshold: 1 });
    await mkdir(path.dirname(keysFile()), { recursive: true });
    const wrong = randomBytes(32).toString('base64');
    await writeFile(keysFile(), JSON.stringify({ unsealKeys: [wrong], rootToken: 'hvs.wrong' }));
    const failure: unknown = await run(vault.address).catch((error: unknown) => error);
    expect(String(failure)).toMatch(/another Vault/);
    expect(String(failure)).not.toContain(wrong);
  });

  test('sets the keys of an earlier Vault aside', async () => {
    const first = await inProcess();
    await run(first.vault.address);
    await first.server.stop();
    await chmod(keysFile(), 0o600);
    const other = await startEmbeddedVault({ dir: path.join(dir, 'other'), port: 0 });
    cleanUp.push(() => other.stop());
    await run(other.address);
    expect(await readdir(path.dirname(keysFile()))).toHaveLength(2);
  });
});
