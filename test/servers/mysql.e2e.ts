import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freePort } from '@drawbridge/deploy/processes/ports';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { selfSigned } from '../egress/certificate.ts';
import { allOk, impatient, open, probeAt, refused } from '../probes/support.ts';
import { method, oneOf } from './catalog.ts';
import { Daemon, describeWith, program } from './daemon.ts';

const definition = method('mysql');
const { key, cert } = selfSigned('db.example.com');
const right = `right ${randomUUID()} 'ü`;
const daemon = new Daemon();
let port: number;

const sql = (text: string) => `'${text.replaceAll("'", "''")}'`;
const users = [
  'create database shop;',
  'create database closed;',
  `create user anna@'%' identified by ${sql(right)};`,
  "grant select on shop.* to anna@'%';",
  `create user locked@'%' identified by ${sql(right)} account lock;`,
].join('\n');

const login = (more: Record<string, string> = {}) => ({
  ...{ host: 'db.example.com', port: String(port), username: 'anna', password: right, database: 'shop' },
  ...{ sslmode: 'require', ...more },
});

describeWith(['mariadbd', 'mariadb-install-db'], 'a MariaDB server', () => {
  beforeAll(async () => {
    port = await freePort();
    const data = `--datadir=${daemon.folder}/data`;
    const user = process.getuid?.() === 0 ? ['--user=root'] : [];
    execFileSync(
      program('mariadb-install-db') ?? '',
      ['--no-defaults', data, '--auth-root-authentication-method=normal', '--skip-test-db', ...user],
      { stdio: 'ignore' },
    );
    const tls = [`--ssl-cert=${daemon.write('cert.pem', cert)}`, `--ssl-key=${daemon.write('key.pem', key)}`];
    const where = [`--port=${port}`, '--bind-address=127.0.0.1', `--socket=${daemon.folder}/s`];
    const init = `--init-file=${daemon.write('init.sql', users)}`;
    await daemon.start('mariadbd', ['--no-defaults', data, ...where, ...tls, ...user, init], port);
  }, 60_000);
  afterAll(() => daemon.stop());

  test('accepts, with and without TLS; the account is the user and the database', async () => {
    const account = { id: `db.example.com:${port}/shop/anna@%`, label: 'anna@% at db.example.com/shop' };
    expect(await probeAt(port, definition, login())).toEqual({ test: allOk, account });
    expect(await probeAt(port, definition, login({ sslmode: 'verify-full' }), { ca: [cert] })).toEqual({
      test: allOk,
      account,
    });
    expect(await probeAt(port, definition, login({ sslmode: 'disable' }))).toEqual({ test: allOk, account });
  });

  test('refuses a wrong password, an unknown and a locked user', async () => {
    for (const more of oneOf({ password: 'wrong' }, { username: 'nobody' }, { username: 'locked' }))
      expect(await probeAt(port, definition, login(more))).toMatchObject({
        test: refused,
        error: { code: 'invalid_auth' },
      });
  });

  test('lets the user into no such database, or has none of this name', async () => {
    expect(await probeAt(port, definition, login({ database: 'closed' }))).toMatchObject({
      test: { token: 'ok', api: 'ok', permissions: 'failed' },
      error: { code: 'missing_scope' },
    });
  });

  test('is trusted only with the right certificate where that is asked for', async () => {
    const strict = login({ sslmode: 'verify-full' });
    expect(await probeAt(port, definition, strict)).toMatchObject({
      test: { token: 'undecided' },
      error: { code: 'tls_failed' },
    });
    const other = login({ sslmode: 'verify-full', host: 'other.example.com' });
    expect(await probeAt(port, definition, other, { ca: [cert] })).toMatchObject({ error: { code: 'tls_failed' } });
  });

  test('that does not answer decides nothing', async () => {
    daemon.pause();
    try {
      expect(await probeAt(port, definition, login(), impatient)).toMatchObject({
        test: open,
        error: { code: 'timeout' },
      });
    } finally {
      daemon.resume();
    }
  });

  test('that is down decides nothing', async () => {
    await daemon.stop();
    expect(await probeAt(port, definition, login())).toMatchObject({ test: open, error: { code: 'unreachable' } });
  });
});
