import { afterEach, describe, expect, test } from '@jest/globals';
import type { Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { selfSigned } from '../egress/certificate.ts';
import { listen, tcpPeer } from '../egress/support.ts';
import { smtp } from './login-definitions.ts';
import { allOk, open, probeAt, refused } from './support.ts';

const { key, cert } = selfSigned('mail.example.com');
const closing: Array<() => Promise<void>> = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function mailServer(options: SMTPServerOptions = {}): Promise<number> {
  const server = new SMTPServer({
    key,
    cert,
    onAuth: ({ username, password }, _session, done) => {
      if (username === 'anna' && password === 'right') done(null, { user: username });
      else done(Object.assign(new Error('Invalid login'), { responseCode: 535 }));
    },
    ...options,
  });
  server.on('error', () => undefined);
  closing.push(() => new Promise((resolve) => server.close(() => resolve())));
  return listen(server.server);
}

/** A server that answers line by line; whatever is asked, the next line is the answer. */
async function scripted(...lines: string[]): Promise<number> {
  const peer = await tcpPeer((socket: Socket) => {
    const rest = [...lines];
    socket.write(`${rest.shift()}\r\n`);
    socket.on('data', () => socket.write(`${rest.shift() ?? '250 ok'}\r\n`));
  });
  closing.push(() => peer.close());
  return peer.port;
}

const login = (port: number, more: Record<string, string> = {}) => ({
  host: 'mail.example.com',
  port: String(port),
  username: 'anna',
  password: 'right',
  ...more,
});
const trusted = { ca: [cert] };

describe('a mail server', () => {
  test('accepts over STARTTLS, over TLS, and without either where the allow list names it', async () => {
    const [upgraded, secure] = [await mailServer(), await mailServer({ secure: true })];
    const account = (port: number) => ({ id: `anna@mail.example.com:${port}`, label: 'anna' });
    expect(await probeAt(upgraded, smtp, login(upgraded), trusted)).toEqual({
      test: allOk,
      account: account(upgraded),
    });
    expect(await probeAt(secure, smtp, login(secure, { security: 'tls' }), trusted)).toEqual({
      test: allOk,
      account: account(secure),
    });
    const plain = await mailServer({ hideSTARTTLS: true, allowInsecureAuth: true });
    expect(await probeAt(plain, smtp, login(plain, { security: 'none' }))).toEqual({
      test: allOk,
      account: account(plain),
    });
  });

  test('refuses a wrong password', async () => {
    const port = await mailServer();
    const result = await probeAt(port, smtp, login(port, { password: 'wrong' }), trusted);
    expect(result).toMatchObject({ test: refused, error: { code: 'invalid_auth' } });
  });

  test('shows a certificate that nobody vouches for', async () => {
    const [upgraded, secure] = [await mailServer(), await mailServer({ secure: true })];
    expect(await probeAt(upgraded, smtp, login(upgraded))).toMatchObject({
      test: { token: 'undecided' },
      error: { code: 'tls_failed' },
    });
    expect(await probeAt(secure, smtp, login(secure, { security: 'tls' }))).toMatchObject({
      error: { code: 'tls_failed' },
    });
    const other = login(upgraded, { host: 'other.example.com' });
    expect(await probeAt(upgraded, smtp, other, trusted)).toMatchObject({ error: { code: 'tls_failed' } });
  });

  test('that offers no STARTTLS does not get the password in clear', async () => {
    let tried = 0;
    const port = await mailServer({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: (_a, _s, done) => done(null, { user: String(tried++) }),
    });
    const result = await probeAt(port, smtp, login(port), trusted);
    expect([result.test.token, tried]).toEqual(['undecided', 0]);
  });

  test('that knows no login does not accept one', async () => {
    const port = await mailServer({ disabledCommands: ['AUTH'] });
    expect((await probeAt(port, smtp, login(port), trusted)).test.token).not.toBe('ok');
  });

  test('without encryption is not called unless the allow list names it', async () => {
    const result = await probeAt(
      1,
      smtp,
      { ...login(25), security: 'none' },
      { resolver: () => Promise.resolve(['93.184.215.14']) },
    );
    expect(result).toMatchObject({ test: { token: 'undecided', api: 'failed' }, error: { code: 'host_not_allowed' } });
  });

  test.each([
    ['421 when it closes', ['421 4.7.0 try again later'], 'provider_error'],
    ['454 for the login', ['220 hi', '250-mail\r\n250 AUTH PLAIN', '454 4.7.0 temporary failure'], 'provider_error'],
    ['554 at once', ['554 go away'], 'unexpected_reply'],
    ['another protocol', ['SSH-2.0-OpenSSH_9.2'], 'unexpected_reply'],
  ])('that answers %s decides nothing', async (_what, lines, code) => {
    const port = await scripted(...lines);
    const result = await probeAt(port, smtp, login(port, { security: 'none' }));
    expect(result).toMatchObject({ test: open, error: { code } });
  });

  test.each([
    ['535', ['220 hi', '250-mail\r\n250 AUTH PLAIN', '535 5.7.8 no']],
    ['530', ['220 hi', '250-mail\r\n250 AUTH PLAIN', '530 5.7.0 no']],
    ['534', ['220 hi', '250-mail\r\n250 AUTH PLAIN', '534 5.7.9 app password required']],
  ])('that answers %s refuses the login', async (_what, lines) => {
    const port = await scripted(...lines);
    expect(await probeAt(port, smtp, login(port, { security: 'none' }))).toMatchObject({
      test: refused,
      error: { code: 'invalid_auth' },
    });
  });

  test('that floods its greeting is cut off', async () => {
    const peer = await tcpPeer((socket) => {
      const pump = () => {
        while (!socket.destroyed && socket.write(`220-${'x'.repeat(8000)}\r\n`)) continue;
      };
      socket.on('drain', pump);
      pump();
    });
    closing.push(() => peer.close());
    const result = await probeAt(peer.port, smtp, login(peer.port, { security: 'none' }));
    expect(result).toMatchObject({ test: { token: 'undecided' }, error: { code: 'unexpected_reply' } });
  });
});
