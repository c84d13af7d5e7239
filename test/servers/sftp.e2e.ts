import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freePort } from '@drawbridge/deploy/processes/ports';
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { userInfo } from 'node:os';
import ssh2 from 'ssh2';
import { allOk, impatient, open, probeAt, refused } from '../probes/support.ts';
import { method, oneOf } from './catalog.ts';
import { Daemon, describeWith } from './daemon.ts';

const definition = method('sftp', 'private-key');
const { utils } = ssh2;
const [mine, foreign, hostKey] = [0, 0, 0].map(() => utils.generateKeyPairSync('ed25519'));
const locked = utils.generateKeyPairSync('ed25519', { passphrase: 'open sesame', cipher: 'aes256-ctr', rounds: 16 });
const [daemon, shell] = [new Daemon(), new Daemon()];
let [port, shellPort] = [0, 0];

const login = (at: number, more: Record<string, string> = {}) => ({
  ...{ host: 'files.example.com', port: String(at), username: userInfo().username, private_key: mine?.private ?? '' },
  ...more,
});

/** The settings of a server that only the user of this process may enter, with a key. */
function settings(server: Daemon, at: number, more: readonly string[]): string {
  const lines = [
    ...[`Port ${at}`, 'ListenAddress 127.0.0.1', 'PidFile none', 'UsePAM no', 'StrictModes no'],
    ...['PasswordAuthentication no', 'PermitRootLogin yes', 'LogLevel ERROR'],
    `HostKey ${server.write('host', hostKey?.private ?? '')}`,
    `AuthorizedKeysFile ${server.write('keys', `${mine?.public}\n${locked.public}\n`)}`,
    ...more,
  ];
  return server.write('sshd_config', `${lines.join('\n')}\n`);
}

describeWith(['sshd'], 'an OpenSSH server', () => {
  beforeAll(async () => {
    [port, shellPort] = [await freePort(), await freePort()];
    // Where the server locks its unprivileged half up; an init script makes it on other machines.
    if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true });
    await daemon.start('sshd', ['-D', '-e', '-f', settings(daemon, port, ['Subsystem sftp internal-sftp'])], port);
    await shell.start('sshd', ['-D', '-e', '-f', settings(shell, shellPort, [])], shellPort);
  });
  afterAll(async () => {
    await daemon.stop();
    await shell.stop();
  });

  const fingerprint = () => {
    const parsed = utils.parseKey(hostKey?.public ?? '');
    if (parsed instanceof Error) throw parsed;
    const key = (Array.isArray(parsed) ? parsed[0] : parsed) as { getPublicSSH(): Buffer };
    return createFingerprint(key.getPublicSSH());
  };

  test('accepts a key and shows its own, which the next test then expects', async () => {
    const { username } = userInfo();
    const account = { id: `${username}@files.example.com:${port}`, label: `${username}@files.example.com` };
    const first = await probeAt(port, definition, login(port));
    expect(first).toEqual({ test: allOk, account, values: { host_key: fingerprint() } });
    const next = login(port, { host_key: first.values?.['host_key'] ?? '' });
    expect(await probeAt(port, definition, next)).toEqual({ test: allOk, account });
  });

  test('with another host key than expected gets no login', async () => {
    const other = `SHA256:${'A'.repeat(43)}`;
    expect(await probeAt(port, definition, login(port, { host_key: other }))).toMatchObject({
      test: { token: 'undecided', api: 'failed' },
      error: { code: 'tls_failed' },
    });
  });

  test('refuses a key that it does not know, and an unknown user', async () => {
    for (const more of oneOf({ private_key: foreign?.private ?? '' }, { username: 'nobody-here' }))
      expect(await probeAt(port, definition, login(port, more))).toMatchObject({
        test: refused,
        error: { code: 'invalid_auth' },
      });
    const password = { host: 'files.example.com', port: String(port), username: userInfo().username, password: 'x' };
    expect(await probeAt(port, method('sftp', 'login'), password)).toMatchObject({ test: refused });
  });

  test('is asked with a locked key only when the passphrase fits', async () => {
    const key = { private_key: locked.private };
    expect(await probeAt(port, definition, login(port, { ...key, passphrase: 'open sesame' }))).toMatchObject({
      test: allOk,
    });
    for (const passphrase of ['wrong', ''])
      expect(await probeAt(port, definition, login(port, { ...key, passphrase }))).toMatchObject({
        test: { token: 'failed' },
        error: { code: 'invalid_auth' },
      });
  });

  test('that offers no file transfer accepts the login and names the gap', async () => {
    expect(await probeAt(shellPort, definition, login(shellPort))).toMatchObject({
      test: { token: 'ok', api: 'ok', permissions: 'failed' },
      error: { code: 'missing_scope' },
    });
  });

  test('that does not answer, or is down, decides nothing', async () => {
    daemon.pause();
    expect(await probeAt(port, definition, login(port), impatient)).toMatchObject({
      test: open,
      error: { code: 'timeout' },
    });
    await daemon.stop();
    expect(await probeAt(port, definition, login(port))).toMatchObject({ test: open, error: { code: 'unreachable' } });
  });
});

function createFingerprint(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}
