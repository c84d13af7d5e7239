import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import { Client } from 'pg';
import { selfSigned } from '../egress/certificate.ts';
import { tcpPeer } from '../egress/support.ts';
import { postgres } from './login-definitions.ts';
import { allOk, open, probeAt, refused } from './support.ts';

interface Facts {
  readonly postgres: { readonly port: number; readonly superuserUrl: string };
}

const tag = randomBytes(6).toString('hex');
const [role, shared, closed] = [`probe_${tag}`, `probe_shared_${tag}`, `probe_closed_${tag}`];
const { key, cert } = selfSigned('db.example.com');
let admin: Client;
let port: number;

beforeAll(async () => {
  const facts = JSON.parse(readFileSync(process.env['DRAWBRIDGE_TEST_FACTS'] ?? '', 'utf8')) as Facts;
  port = facts.postgres.port;
  admin = new Client({ connectionString: facts.postgres.superuserUrl });
  await admin.connect();
  await admin.query(`create role ${role} login password 'right-${tag}'`);
  await admin.query(`create database ${shared}`);
  await admin.query(`create database ${closed}`);
  await admin.query(`grant connect on database ${shared} to ${role}`);
  await admin.query(`revoke connect on database ${closed} from public`);
});

afterAll(async () => {
  await admin.query(`drop database if exists ${shared} with (force)`);
  await admin.query(`drop database if exists ${closed} with (force)`);
  await admin.query(`drop role if exists ${role}`);
  await admin.end();
});

const closing: Array<() => Promise<void>> = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const login = (at: number, more: Record<string, string> = {}) => ({
  ...{
    host: 'db.example.com',
    port: String(at),
    username: role,
    password: `right-${tag}`,
    database: shared,
    sslmode: 'disable',
  },
  ...more,
});

/** Answers the SSLRequest of PostgreSQL, shakes hands, and passes everything on to the real server. */
async function tlsFront(): Promise<{ port: number; plain: Buffer[] }> {
  const plain: Buffer[] = [];
  const peer = await tcpPeer((socket) => {
    socket.once('data', (first: Buffer) => {
      plain.push(first);
      socket.write('S');
      const secured = new TLSSocket(socket, { isServer: true, secureContext: createSecureContext({ key, cert }) });
      const back: Socket = connect(port, '127.0.0.1');
      secured.on('error', () => back.destroy()).pipe(back);
      back.on('error', () => secured.destroy()).pipe(secured);
      closing.push(() => Promise.resolve(void back.destroy()));
    });
  });
  closing.push(() => peer.close());
  return { port: peer.port, plain };
}

/** A server that answers the first message with these bytes. */
async function answering(bytes: string | Buffer): Promise<number> {
  const peer = await tcpPeer((socket) => socket.once('data', () => socket.end(bytes)));
  closing.push(() => peer.close());
  return peer.port;
}

/** An ErrorResponse of the PostgreSQL protocol. */
function errorResponse(code: string, message = 'no'): Buffer {
  const fields = `SFATAL\0VFATAL\0C${code}\0M${message}\0\0`;
  const head = Buffer.from('E\0\0\0\0');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, Buffer.from(fields)]);
}

describe('a PostgreSQL server', () => {
  test('accepts; the account is the same however the server is reached', async () => {
    const { rows } = await admin.query<{ id: string }>('select system_identifier::text as id from pg_control_system()');
    const result = await probeAt(port, postgres, login(port));
    const account = { id: `${rows[0]?.id}/${shared}/${role}`, label: `${role}@db.example.com/${shared}` };
    expect(result).toEqual({ test: allOk, account });
    expect(await probeAt(port, postgres, login(port, { host: 'alias.example.com' }))).toMatchObject({
      account: { id: account.id },
    });
  });

  test('that keeps its identifier to itself is known by its address', async () => {
    const control = new Client({ connectionString: adminUrl(shared) });
    await control.connect();
    try {
      await control.query('revoke execute on function pg_control_system() from public');
      const result = await probeAt(port, postgres, login(port));
      expect(result).toMatchObject({ test: allOk, account: { id: `db.example.com:${port}/${shared}/${role}` } });
    } finally {
      await control.query('grant execute on function pg_control_system() to public');
      await control.end();
    }
  });

  test('refuses a wrong password and an unknown user', async () => {
    for (const [field, value] of [
      ['password', 'wrong'],
      ['username', `nobody_${tag}`],
    ] as const) {
      expect(await probeAt(port, postgres, login(port, { [field]: value }))).toMatchObject({
        test: refused,
        error: { code: 'invalid_auth' },
      });
    }
  });

  test('knows no such database: the password is good', async () => {
    const result = await probeAt(port, postgres, login(port, { database: `none_${tag}` }));
    expect(result).toMatchObject({
      test: { token: 'ok', api: 'failed', permissions: 'undecided' },
      error: { code: 'not_found' },
    });
  });

  test('lets the role into no such database', async () => {
    const result = await probeAt(port, postgres, login(port, { database: closed }));
    expect(result).toMatchObject({
      test: { token: 'ok', api: 'ok', permissions: 'failed' },
      error: { code: 'missing_scope' },
    });
  });

  test('is reached with TLS; only the verifying modes look at the certificate', async () => {
    const front = await tlsFront();
    const ask = (sslmode: string, ca: string[] = [], host = 'db.example.com') =>
      probeAt(front.port, postgres, login(front.port, { sslmode, host }), { ca });
    expect(await ask('require')).toMatchObject({ test: allOk });
    expect(await ask('verify-full', [cert])).toMatchObject({ test: allOk });
    expect(await ask('verify-full')).toMatchObject({ test: { token: 'undecided' }, error: { code: 'tls_failed' } });
    expect(await ask('verify-full', [cert], 'other.example.com')).toMatchObject({ error: { code: 'tls_failed' } });
    expect(front.plain.map((bytes) => bytes.toString('hex'))).toEqual(Array(4).fill('0000000804d2162f'));
  });

  test('without TLS gets nothing when TLS was asked for', async () => {
    expect(await probeAt(port, postgres, login(port, { sslmode: 'require' }))).toMatchObject({
      test: { token: 'undecided' },
      error: { code: 'tls_failed' },
    });
    expect(await probeAt(port, postgres, login(port, { sslmode: 'prefer' }))).toMatchObject({
      error: { code: 'tls_failed' },
    });
  });

  test('without encryption is not called unless the allow list names it', async () => {
    const result = await probeAt(1, postgres, login(5432), { resolver: () => Promise.resolve(['93.184.215.14']) });
    expect(result).toMatchObject({ test: { token: 'undecided', api: 'failed' }, error: { code: 'host_not_allowed' } });
  });

  test('is not told what the environment of our own process says', async () => {
    const names = {
      PGPASSWORD: `right-${tag}`,
      PGOPTIONS: '-c search_path=x',
      PGSSLMODE: 'disable',
      PGHOST: '10.0.0.1',
    };
    Object.assign(process.env, names);
    try {
      expect(await probeAt(port, postgres, login(port, { password: '' }))).toMatchObject({ test: refused });
      expect(await probeAt(port, postgres, login(port))).toMatchObject({ test: allOk });
    } finally {
      for (const name of Object.keys(names)) delete process.env[name];
    }
  });

  test.each([
    ['too many connections', '53300', 'provider_error'],
    ['it is starting up', '57P03', 'provider_error'],
    ['a code that nobody knows', 'ZZ999', 'unexpected_reply'],
  ])('that says %s decides nothing', async (_what, code, expected) => {
    const at = await answering(errorResponse(code));
    expect(await probeAt(at, postgres, login(at))).toMatchObject({ test: open, error: { code: expected } });
  });

  test.each([
    ['another protocol', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
    ['a message of two gigabytes', Buffer.from('527fffffff00000000', 'hex')],
    ['an unknown way to log in', Buffer.from('520000000800000063', 'hex')],
  ])('that answers with %s decides nothing', async (_what, bytes) => {
    const at = await answering(bytes);
    const result = await probeAt(at, postgres, login(at));
    expect([result.test.token, result.account]).toEqual(['undecided', undefined]);
  });
});

function adminUrl(database: string): string {
  const facts = JSON.parse(readFileSync(process.env['DRAWBRIDGE_TEST_FACTS'] ?? '', 'utf8')) as Facts;
  const url = new URL(facts.postgres.superuserUrl);
  url.pathname = `/${database}`;
  return url.href;
}
