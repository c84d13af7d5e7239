import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freePort } from '@drawbridge/deploy/processes/ports';
import { createHash } from 'node:crypto';
import { selfSigned } from '../egress/certificate.ts';
import { allOk, impatient, open, probeAt, refused } from '../probes/support.ts';
import { method, oneOf } from './catalog.ts';
import { Daemon, describeWith } from './daemon.ts';

const definition = method('redis');
const { key, cert } = selfSigned('cache.example.com');
const [daemon, bare] = [new Daemon(), new Daemon()];
let [port, tlsPort, barePort] = [0, 0, 0];

const hash = (text: string) => `#${createHash('sha256').update(text).digest('hex')}`;
const users = [
  `user default on ${hash('shared')} ~* +@all`,
  `user anna on ${hash('right horse')} ~* +@all`,
  `user mute on ${hash('right horse')} ~* +@all -ping`,
  `user gone off ${hash('right horse')} ~* +@all`,
];

const login = (at: number, more: Record<string, string> = {}) => ({
  ...{ host: 'cache.example.com', port: String(at), username: 'anna', password: 'right horse', security: 'none' },
  ...more,
});
const account = (at: number, user: string, database = '0') => ({
  id: `cache.example.com:${at}/${database}#${user}`,
  label: `${user}@cache.example.com`,
});

describeWith(['redis-server'], 'a Redis server', () => {
  beforeAll(async () => {
    [port, tlsPort, barePort] = [await freePort(), await freePort(), await freePort()];
    const common = ['--bind', '127.0.0.1', '--save', '', '--daemonize', 'no'];
    const acl = ['--aclfile', daemon.write('users.acl', `${users.join('\n')}\n`)];
    const tls = ['--tls-port', String(tlsPort), '--tls-cert-file', daemon.write('cert.pem', cert)];
    const keys = ['--tls-key-file', daemon.write('key.pem', key), '--tls-auth-clients', 'no'];
    await daemon.start('redis-server', [...common, '--port', String(port), ...acl, ...tls, ...keys], port);
    await bare.start('redis-server', [...common, '--port', String(barePort)], barePort);
  });
  afterAll(async () => {
    await daemon.stop();
    await bare.stop();
  });

  test('accepts a user, over TLS too, and the password that all share', async () => {
    expect(await probeAt(port, definition, login(port))).toEqual({ test: allOk, account: account(port, 'anna') });
    const secure = login(tlsPort, { security: 'tls', database: '3' });
    expect(await probeAt(tlsPort, definition, secure, { ca: [cert] })).toEqual({
      test: allOk,
      account: account(tlsPort, 'anna', '3'),
    });
    const shared = login(port, { username: '', password: 'shared' });
    expect(await probeAt(port, definition, shared)).toEqual({ test: allOk, account: account(port, 'default') });
  });

  test('refuses a wrong, a missing and a useless password, and a user that is switched off', async () => {
    const wrong = oneOf(
      { password: 'wrong' },
      { username: '', password: '' },
      { username: 'nobody' },
      { username: 'gone' },
    );
    for (const more of wrong)
      expect(await probeAt(port, definition, login(port, more))).toMatchObject({
        test: refused,
        error: { code: 'invalid_auth' },
      });
    const useless = await probeAt(barePort, definition, login(barePort, { username: '' }));
    expect(useless).toMatchObject({ test: refused });
    expect(useless.error?.message).toContain('Leave it empty');
  });

  test('without any password accepts everybody', async () => {
    const nobody = login(barePort, { username: '', password: '' });
    expect(await probeAt(barePort, definition, nobody)).toEqual({
      test: allOk,
      account: account(barePort, 'default'),
    });
  });

  test('names what a user may not do, and a database that is not there', async () => {
    expect(await probeAt(port, definition, login(port, { username: 'mute' }))).toMatchObject({
      test: { token: 'ok', api: 'ok', permissions: 'failed' },
      error: { code: 'missing_scope' },
    });
    expect(await probeAt(port, definition, login(port, { database: '99' }))).toMatchObject({
      test: { token: 'ok', api: 'failed' },
      error: { code: 'not_found' },
    });
  });

  test('is trusted only with the right certificate', async () => {
    const secure = login(tlsPort, { security: 'tls' });
    expect(await probeAt(tlsPort, definition, secure)).toMatchObject({
      test: { token: 'undecided' },
      error: { code: 'tls_failed' },
    });
    const other = { ...secure, host: 'other.example.com' };
    expect(await probeAt(tlsPort, definition, other, { ca: [cert] })).toMatchObject({ error: { code: 'tls_failed' } });
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
