/** What the embedded server has on the disk: after a restart, after a crash, and in whose eyes. */
import { randomBytes } from 'node:crypto';
import { appendFile, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { startEmbeddedVault } from '../../deploy/src/embedded-vault/index.ts';
import { bytesOf, initialise, unseal } from './embedded-server.ts';
import { asProcess, folder, inProcess, mountKv, useFolder } from './embedded-suite.ts';

const journal = (): string => path.join(folder(), 'store.journal');

useFolder();

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
    const files = await readdir(folder());
    const bytes = await bytesOf(folder(), files);
    for (const text of [
      canary,
      Buffer.from(canary).toString('base64').slice(0, 14),
      root.token,
      made.text('auth.client_token'),
      keys[0] ?? '',
    ])
      expect(bytes.includes(text)).toBe(false);
    expect(bytes.includes(Buffer.from(keys[0] ?? '', 'base64'))).toBe(false);
    for (const file of files) expect((await stat(path.join(folder(), file))).mode & 0o077).toBe(0);
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
    await expect(startEmbeddedVault({ dir: folder(), port: 0 })).rejects.toThrow(/already using/);
  });
});
