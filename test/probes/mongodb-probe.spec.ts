import { afterEach, describe, expect, test } from '@jest/globals';
import { findApp } from '@drawbridge/catalog/apps';
import { createSecureContext, TLSSocket } from 'node:tls';
import type { Document } from 'bson';
import { selfSigned } from '../egress/certificate.ts';
import { tcpPeer } from '../egress/support.ts';
import { failed, serveMongo, type Answers } from './scram-server.ts';
import { allOk, impatient, open, probeAt, refused } from './support.ts';

const app = findApp('mongodb');
const method = app?.methods[0];
if (!app || !method) throw new Error('the catalog has no MongoDB');
const definition = { app, method };
const { key, cert } = selfSigned('db.example.com', 'db-0.example.com');
const user = { name: 'anna', password: 'r1ght/horse' };

const closing: Array<() => Promise<void>> = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function server(answers?: Answers, secure = false): Promise<number> {
  const peer = await tcpPeer((socket) => {
    if (!secure) return serveMongo(socket, user, answers);
    serveMongo(
      new TLSSocket(socket, { isServer: true, secureContext: createSecureContext({ key, cert }) }),
      user,
      answers,
    );
  });
  closing.push(() => peer.close());
  return peer.port;
}

const who = (command: Document) =>
  'connectionStatus' in command
    ? { ok: 1, authInfo: { authenticatedUsers: [{ user: 'anna', db: 'admin' }] } }
    : undefined;

const address = (port: number, rest = '', password = 'r1ght%2Fhorse', host = 'db.example.com') => ({
  connection_string: `mongodb://anna:${password}@${host}:${port}${rest}`,
});

describe('a MongoDB server', () => {
  test('accepts by SCRAM-SHA-256; the account is the user at the cluster', async () => {
    const port = await server(who);
    expect(await probeAt(port, definition, address(port, '/shop?authSource=admin'))).toEqual({
      test: allOk,
      account: { id: `db.example.com:${port}/shop#admin.anna`, label: 'anna@db.example.com' },
    });
  });

  test('refuses a wrong password and an unknown user', async () => {
    const port = await server(who);
    const nobody = { connection_string: `mongodb://nobody:r1ght%2Fhorse@db.example.com:${port}/` };
    for (const fields of [address(port, '/', 'wrong-horse'), nobody])
      expect(await probeAt(port, definition, fields)).toMatchObject({ test: refused, error: { code: 'invalid_auth' } });
  });

  test('lets the user in and not into the database', async () => {
    const port = await server((command) =>
      'listCollections' in command ? failed(13, 'not authorized') : who(command),
    );
    expect(await probeAt(port, definition, address(port, '/closed?authSource=admin'))).toMatchObject({
      test: { token: 'ok', api: 'ok', permissions: 'failed' },
      error: { code: 'missing_scope' },
    });
  });

  test('is trusted only with the right certificate', async () => {
    const port = await server(who, true);
    expect(await probeAt(port, definition, address(port, '/?tls=true'), { ca: [cert] })).toMatchObject({ test: allOk });
    expect(await probeAt(port, definition, address(port, '/?tls=true'))).toMatchObject({
      test: { token: 'undecided' },
      error: { code: 'tls_failed' },
    });
    const other = address(port, '/?tls=true', undefined, 'other.example.com');
    expect(await probeAt(port, definition, other, { ca: [cert] })).toMatchObject({ error: { code: 'tls_failed' } });
  });

  test('behind a service name is found, over TLS, and only in the domain of the name', async () => {
    const port = await server(who, true);
    const fields = { connection_string: 'mongodb+srv://anna:r1ght%2Fhorse@db.example.com/shop' };
    const asked: string[] = [];
    const names = (name: string) => (service: string, asks: string) => {
      asked.push(`${service} ${asks}`);
      return Promise.resolve({ servers: [{ name, port }], texts: ['authSource=admin&tlsInsecure=true'] });
    };
    const found = await probeAt(port, definition, fields, { ca: [cert], serviceResolver: names('db-0.example.com') });
    expect(found).toEqual({
      test: allOk,
      account: { id: 'db.example.com/shop#admin.anna', label: 'anna@db.example.com' },
    });
    // What a name server says about certificates counts for nothing.
    expect(await probeAt(port, definition, fields, { serviceResolver: names('db-0.example.com') })).toMatchObject({
      error: { code: 'tls_failed' },
    });
    expect(
      await probeAt(port, definition, fields, { ca: [cert], serviceResolver: names('db.evil.com') }),
    ).toMatchObject({
      test: { token: 'undecided', api: 'failed' },
      error: { code: 'host_not_allowed' },
    });
    expect(asked).toEqual(Array(3).fill('mongodb db.example.com'));
  });

  test('goes on with the next server of the list when one is down', async () => {
    const port = await server(who);
    const fields = { connection_string: `mongodb://anna:r1ght%2Fhorse@down.example.com:1,db.example.com:${port}/` };
    expect(await probeAt(port, definition, fields)).toMatchObject({ test: allOk });
  });

  test.each([
    ['it is stopping', failed(91, 'ShutdownInProgress'), 'provider_error'],
    ['a code that nobody knows', failed(4711, 'no'), 'unexpected_reply'],
  ])('that says %s decides nothing', async (_what, reply, code) => {
    const port = await server(() => reply);
    expect(await probeAt(port, definition, address(port, '/'))).toMatchObject({ test: open, error: { code } });
  });

  test('that never answers decides nothing', async () => {
    const peer = await tcpPeer((socket) => void socket.resume());
    closing.push(() => peer.close());
    expect(await probeAt(peer.port, definition, address(peer.port, '/'), impatient)).toMatchObject({
      test: open,
      error: { code: 'timeout' },
    });
  });
});

test.each([
  'mongodb://db.example.com/shop',
  'mongodb://anna:secret-horse@',
  'mongodb://anna:%ff%zz@db.example.com/',
  'mongodb+srv://anna:secret-horse@a.example.com,b.example.com/',
])('a connection string that cannot be read is refused without a call', async (text) => {
  const result = await probeAt(1, definition, { connection_string: text });
  expect(result).toMatchObject({ test: { token: 'failed' }, error: { code: 'invalid_auth' } });
  expect(JSON.stringify(result)).not.toContain('secret-horse');
});

test('another way to sign in is not tried, and said so', async () => {
  const result = await probeAt(1, definition, address(27_017, '/?authMechanism=MONGODB-AWS'));
  expect(result).toMatchObject({ test: open, error: { message: expect.stringContaining('SCRAM') } });
});
