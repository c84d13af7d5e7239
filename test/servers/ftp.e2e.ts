import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freePort } from '@drawbridge/deploy/processes/ports';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { createServer } from 'node:tls';
import { selfSigned } from '../egress/certificate.ts';
import { listen } from '../egress/support.ts';
import { allOk, impatient, open, probeAt, refused } from '../probes/support.ts';
import { method, oneOf } from './catalog.ts';
import { Daemon, describeWith, program } from './daemon.ts';

const definition = method('ftp');
const { key, cert } = selfSigned('ftp.example.com');
const [daemon, plain] = [new Daemon(), new Daemon()];
let [port, implicitPort, plainPort] = [0, 0, 0];
const right = 'right horse';

const login = (at: number, more: Record<string, string> = {}) => ({
  ...{ host: 'ftp.example.com', port: String(at), username: 'anna', password: right, security: 'starttls' },
  ...more,
});

/** This server knows TLS only after it was asked; what speaks it from the start stands in front of another one. */
const front = createServer({ key, cert }, (secured) => {
  const back = connect(plainPort, '127.0.0.1');
  secured.on('error', () => back.destroy()).pipe(back);
  back.on('error', () => secured.destroy()).pipe(secured);
});

/** Its users are its own, in a file, so that nobody of this machine is needed. */
async function launch(server: Daemon, at: number, tls: '0' | '2'): Promise<void> {
  const home = `${server.folder}/home`;
  mkdirSync(home);
  chmodSync(server.folder, 0o755);
  chmodSync(home, 0o777);
  const [list, database] = [`${server.folder}/users`, `${server.folder}/users.pdb`];
  const user = ['useradd', 'anna', '-f', list, '-F', database, '-u', '65534', '-g', '65534', '-d', home, '-m'];
  execFileSync(program('pure-pw') ?? '', user, { input: `${right}\n${right}\n`, stdio: ['pipe', 'ignore', 'pipe'] });
  const pem = server.write('cert.pem', `${key}${cert}`);
  const where = ['--bind', `127.0.0.1,${at}`, '--login', `puredb:${database}`, '--noanonymous'];
  await server.start('pure-ftpd', [...where, '--tls', tls, '--certfile', pem], at);
}

describeWith(['pure-ftpd', 'pure-pw'], 'a Pure-FTPd server', () => {
  beforeAll(async () => {
    [port, plainPort] = [await freePort(), await freePort()];
    await launch(daemon, port, '2');
    await launch(plain, plainPort, '0');
    implicitPort = await listen(front);
  });
  afterAll(async () => {
    front.close();
    for (const server of [daemon, plain]) await server.stop();
  });
  const account = (at: number) => ({ id: `anna@ftp.example.com:${at}`, label: 'anna@ftp.example.com' });

  test('accepts over explicit TLS, over TLS from the start, and without where the allow list names it', async () => {
    const ca = [cert];
    expect(await probeAt(port, definition, login(port), { ca })).toEqual({ test: allOk, account: account(port) });
    const whole = login(implicitPort, { security: 'tls' });
    expect(await probeAt(implicitPort, definition, whole, { ca })).toEqual({
      test: allOk,
      account: account(implicitPort),
    });
    const bare = login(plainPort, { security: 'none' });
    expect(await probeAt(plainPort, definition, bare)).toEqual({ test: allOk, account: account(plainPort) });
  });

  test('refuses a wrong password and an unknown user', async () => {
    for (const more of oneOf({ password: 'wrong' }, { username: 'nobody' }))
      expect(await probeAt(port, definition, login(port, more), { ca: [cert] })).toMatchObject({
        test: refused,
        error: { code: 'invalid_auth' },
      });
  });

  test('is trusted only with the right certificate', async () => {
    expect(await probeAt(port, definition, login(port))).toMatchObject({
      test: { token: 'undecided' },
      error: { code: 'tls_failed' },
    });
  });

  test('that cannot encrypt gets no password', async () => {
    expect(await probeAt(plainPort, definition, login(plainPort))).toMatchObject({
      test: { token: 'undecided', api: 'failed' },
      error: { code: 'tls_failed' },
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
