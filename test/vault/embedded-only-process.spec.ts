/** The embedded server as a process, and what makes it ready for Drawbridge. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { bootstrapVault, unseal as openVault } from '../../deploy/src/embedded-vault/index.ts';
import type { Vault } from './client.ts';
import { EmbeddedProcess } from './embedded-server.ts';
import { asProcess, folder, inProcess, useFolder } from './embedded-suite.ts';

useFolder();

describe('the process', () => {
  test('refuses NODE_ENV=production in one sentence, unless allowed', async () => {
    const refused = await EmbeddedProcess.run(['--dir', folder(), '--port', '0'], { NODE_ENV: 'production' });
    expect(refused).toMatchObject({
      code: 1,
      output: '',
      errors: expect.stringMatching(/^[^\n]*development[^\n]*\n$/),
    });
  });

  test('refuses an address that is not loopback', async () => {
    expect(await EmbeddedProcess.run(['--dir', folder(), '--port', '0', '--host', '0.0.0.0'])).toMatchObject({
      code: 1,
      errors: expect.stringMatching(/^[^\n]*loopback[^\n]*\n$/),
    });
  });

  test('says that its port is in use', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const { port } = holder.address() as AddressInfo;
    expect(await EmbeddedProcess.run(['--dir', folder(), '--port', String(port)])).toMatchObject({
      code: 1,
      errors: expect.stringMatching(/^[^\n]*in use[^\n]*\n$/),
    });
    holder.close();
  });

  test('says that its folder cannot be used', async () => {
    const file = path.join(folder(), 'file');
    await writeFile(file, '');
    expect(await EmbeddedProcess.run(['--dir', file, '--port', '0'])).toMatchObject({
      code: 1,
      errors: expect.stringMatching(/^[^\n]*folder[^\n]*\n$/),
    });
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('ends cleanly on %s', async (signal) => {
    const server = await asProcess();
    expect(await server.end(signal)).toBe(0);
    expect(await readdir(folder())).not.toContain('lock');
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
    expect(await readdir(folder())).toContain('lock');
    expect((await (await asProcess()).vault.get('sys/health')).status).toBe(501);
  });
});

describe('bootstrap', () => {
  const policiesDir = fileURLToPath(new URL('../../deploy/vault/policies', import.meta.url));
  const keysFile = (): string => path.join(folder(), 'keys', 'vault.json');
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
    const other = await inProcess({ dir: path.join(folder(), 'other') });
    await run(other.vault.address);
    expect(await readdir(path.dirname(keysFile()))).toHaveLength(2);
  });
});
