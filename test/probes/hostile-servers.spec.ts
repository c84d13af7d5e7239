import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { findApp } from '@drawbridge/catalog/apps';
import fc from 'fast-check';
import { inspect } from 'node:util';
import { tcpPeer } from '../egress/support.ts';
import { serveMongo } from './scram-server.ts';
import { probe, probeAt } from './support.ts';

const logged: unknown[] = [];
const keep = (...message: unknown[]) => void logged.push(...message);
beforeAll(() => Logger.overrideLogger({ log: keep, warn: keep, error: keep, debug: keep, verbose: keep, fatal: keep }));
afterAll(() => Logger.overrideLogger(['log', 'warn', 'error']));

function definition(appId: string) {
  const app = findApp(appId);
  const method = app?.methods[0];
  if (!app || !method) throw new Error(`no ${appId}`);
  return { app, method };
}

const patienceMs = 150;

const secretText = fc.stringMatching(/^[A-Za-z0-9]{16,40}$/);
const writings = [
  (secret: string) => secret,
  (secret: string) => Buffer.from(secret).toString('base64'),
  (secret: string) => Buffer.from(`\0anna\0${secret}`).toString('base64url'),
  (secret: string) => [...secret].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join(''),
];

function expectNothingOf(secret: string, ...where: unknown[]): void {
  const dump = where.map((value) => inspect(value, { depth: 12, showHidden: true })).join('\n');
  for (const write of writings) expect(dump).not.toContain(write(secret));
}

/** How each protocol writes a refusal; the secret stands where the words of the server stand. */
const refusals: Record<string, (text: string) => Buffer[]> = {
  mysql: (text) => [mysqlError(1045, text)],
  redis: (text) => [Buffer.from(`-WRONGPASS ${text}\r\n-${text} ${text}\r\n`)],
  imap: (text) => [Buffer.from(`* OK ${text}\r\n`), Buffer.from(`* BYE ${text}\r\n1 NO [${text}] ${text}\r\n`)],
  sftp: (text) => [Buffer.from(`SSH-2.0-${text}\r\n${text}`)],
  ftp: (text) => [Buffer.from(`220 ${text}\r\n`), Buffer.from(`331 ${text}\r\n`), Buffer.from(`530 ${text}\r\n`)],
  mongodb: (text) => [Buffer.from(text)],
};

function mysqlError(number: number, text: string): Buffer {
  const body = Buffer.concat([Buffer.from([0xff, number & 255, number >> 8]), Buffer.from(`#28000${text}`)]);
  return Buffer.concat([Buffer.from([body.length, 0, 0, 0]), body]);
}

const fieldsOf = (appId: string, port: number, secret: string): Record<string, string> =>
  appId === 'mongodb'
    ? { connection_string: `mongodb://anna:${secret}@srv.example.com:${port}/shop` }
    : {
        ...{ host: 'srv.example.com', port: String(port), username: 'anna', password: secret, database: '0' },
        ...{ security: 'none', sslmode: 'disable' },
      };

test.each(Object.keys(refusals))(
  'no %s server brings the credential into a result or a log line, or ends the process by what it sends',
  async (appId) => {
    let chunks: Buffer[] = [];
    const peer = await tcpPeer((socket) => {
      const rest = [...chunks];
      // Whoever waits for more would wait for the end of the budget.
      const end = setTimeout(() => socket.destroy(), patienceMs);
      socket.once('close', () => clearTimeout(end));
      const say = () => {
        const next = rest.shift();
        if (next) socket.write(next);
        else socket.end();
      };
      if (appId !== 'redis' && appId !== 'mongodb') say();
      socket.on('data', say);
    });
    const bytes = fc.uint8Array({ maxLength: 64 }).map((array) => [Buffer.from(array)]);
    try {
      await fc.assert(
        fc.asyncProperty(secretText, fc.constantFrom(...writings), fc.option(bytes), async (secret, write, noise) => {
          chunks = noise ?? refusals[appId]?.(write(secret)) ?? [];
          logged.length = 0;
          const result = await probeAt(peer.port, definition(appId), fieldsOf(appId, peer.port, secret));
          expectNothingOf(secret, result, logged);
          expect(result.test.token).not.toBe('ok');
        }),
        { numRuns: 25 },
      );
    } finally {
      await peer.close();
    }
  },
);

test('a database that calls its user by the password of the connection string names nobody', async () => {
  await fc.assert(
    fc.asyncProperty(secretText, fc.constantFrom(...writings), async (secret, write) => {
      const users = [{ user: write(secret), db: 'admin' }];
      const peer = await tcpPeer((socket) =>
        serveMongo(socket, { name: 'anna', password: secret }, (command) =>
          'connectionStatus' in command ? { ok: 1, authInfo: { authenticatedUsers: users } } : undefined,
        ),
      );
      const fields = { connection_string: `mongodb://anna:${secret}@srv.example.com:${peer.port}/?authSource=admin` };
      const result = await probeAt(peer.port, definition('mongodb'), fields).finally(() => peer.close());
      expectNothingOf(secret, result);
      expect(result.test.token).toBe('ok');
    }),
    { numRuns: 12 },
  );
});

test('a provider that answers with a line of the private key, or with the token of a web hook, names nobody', async () => {
  const base = definition('trello');
  await fc.assert(
    fc.asyncProperty(secretText, fc.constantFrom(...writings), async (secret, write) => {
      const held = [
        `https://hooks.example.com/services/T000/${secret}`,
        `postgres://anna:${secret}@db.example.com/shop`,
        `https://api.example.com/?key=${secret}`,
        `-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----`,
        JSON.stringify({ client_email: 'robot@example.com', private_key: secret }),
      ];
      for (const value of held) {
        const fields = { app_key: 'a'.repeat(32), api_key: value };
        const { result } = await probe(base, fields, { json: { id: write(secret), username: write(secret) } });
        expectNothingOf(secret, result);
        expect(result.account).toBeUndefined();
      }
    }),
    { numRuns: 15 },
  );
});
