import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freePort } from '@drawbridge/deploy/processes/ports';
import { chmodSync, mkdirSync } from 'node:fs';
import { userInfo } from 'node:os';
import { selfSigned } from '../egress/certificate.ts';
import { allOk, open, probeAt, refused } from '../probes/support.ts';
import { method, oneOf } from './catalog.ts';
import { Daemon, describeWith } from './daemon.ts';

const definition = method('imap');
const { key, cert } = selfSigned('imap.example.com');
const daemon = new Daemon();
let [port, tlsPort] = [0, 0];

const login = (at: number, more: Record<string, string> = {}) => ({
  ...{ host: 'imap.example.com', port: String(at), username: 'anna@example.com', password: 'right "horse\\' },
  ...more,
});
const account = (at: number) => ({ id: `anna@example.com@imap.example.com:${at}`, label: 'anna@example.com' });

/** Settings that need no user of this machine but the ones that the package brings, and none of its files. */
function settings(): string {
  const { uid, gid, username } = userInfo();
  // It serves no mail as root.
  const [mailUid, mailGid] = uid === 0 ? [65_534, 65_534] : [uid, gid];
  const home = `${daemon.folder}/mail`;
  mkdirSync(home);
  chmodSync(daemon.folder, 0o755);
  chmodSync(home, 0o777);
  const users = daemon.write('users', 'anna@example.com:{PLAIN}right "horse\\:::::\n', 0o644);
  const unprivileged = uid === 0 ? [] : [`default_internal_user = ${username}`];
  const login = uid === 0 ? [] : [`default_login_user = ${username}`, `default_internal_group = ${gid}`];
  return daemon.write(
    'dovecot.conf',
    [
      `base_dir = ${daemon.folder}/run`,
      `state_dir = ${daemon.folder}/state`,
      ...unprivileged,
      ...login,
      'protocols = imap',
      'listen = 127.0.0.1',
      'log_path = /dev/stderr',
      'ssl = yes',
      `ssl_cert = <${daemon.write('cert.pem', cert)}`,
      `ssl_key = <${daemon.write('key.pem', key)}`,
      'auth_mechanisms = plain login',
      'disable_plaintext_auth = yes',
      'auth_failure_delay = 0',
      `mail_location = maildir:${home}`,
      `passdb {\n driver = passwd-file\n args = ${users}\n}`,
      `userdb {\n driver = static\n args = uid=${mailUid} gid=${mailGid} home=${home}\n}`,
      `service imap-login {\n chroot =\n inet_listener imap {\n port = ${port}\n }\n inet_listener imaps {\n port = ${tlsPort}\n ssl = yes\n }\n}`,
      'service anvil {\n chroot =\n}',
    ].join('\n'),
  );
}

describeWith(['dovecot'], 'a Dovecot server', () => {
  beforeAll(async () => {
    [port, tlsPort] = [await freePort(), await freePort()];
    await daemon.start('dovecot', ['-F', '-c', settings()], tlsPort);
  });
  afterAll(() => daemon.stop());

  test('accepts over TLS and over STARTTLS, whatever characters the password has', async () => {
    const ca = [cert];
    expect(await probeAt(tlsPort, definition, login(tlsPort), { ca })).toEqual({
      test: allOk,
      account: account(tlsPort),
    });
    const upgraded = login(port, { security: 'starttls' });
    expect(await probeAt(port, definition, upgraded, { ca })).toEqual({ test: allOk, account: account(port) });
  });

  test('refuses a wrong password and an unknown user', async () => {
    for (const more of oneOf({ password: 'wrong' }, { username: 'nobody@example.com' }))
      expect(await probeAt(tlsPort, definition, login(tlsPort, more), { ca: [cert] })).toMatchObject({
        test: refused,
        error: { code: 'invalid_auth' },
      });
  });

  test('is trusted only with the right certificate, from the start or after STARTTLS', async () => {
    for (const [at, security] of [
      [tlsPort, 'tls'],
      [port, 'starttls'],
    ] as const)
      expect(await probeAt(at, definition, login(at, { security }))).toMatchObject({
        test: { token: 'undecided' },
        error: { code: 'tls_failed' },
      });
    const other = login(port, { security: 'starttls', host: 'other.example.com' });
    expect(await probeAt(port, definition, other, { ca: [cert] })).toMatchObject({ error: { code: 'tls_failed' } });
  });

  test('that is down decides nothing', async () => {
    await daemon.stop();
    expect(await probeAt(tlsPort, definition, login(tlsPort))).toMatchObject({
      test: open,
      error: { code: 'unreachable' },
    });
  });
});
