import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Logger } from '@nestjs/common';
import fc from 'fast-check';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { Probes } from '../../backend/src/probes/index.ts';
import { httpPeer, loopbackEgress, tcpPeer } from '../egress/support.ts';
import * as apps from './definitions.ts';
import { onPort } from './app-of.ts';
import { postgres, smtp } from './login-definitions.ts';

const logged: unknown[] = [];
const keep = (...message: unknown[]) => void logged.push(...message);
beforeAll(() => Logger.overrideLogger({ log: keep, warn: keep, error: keep, debug: keep, verbose: keep, fatal: keep }));
afterAll(() => Logger.overrideLogger(['log', 'warn', 'error']));

/** Every form in which a credential could come back. */
const writings: Record<string, (secret: string) => string> = {
  raw: (secret) => secret,
  base64: (secret) => Buffer.from(secret).toString('base64'),
  'base64 of a login': (secret) => Buffer.from(`anna:${secret}`).toString('base64'),
  'base64 of a login, one further': (secret) => Buffer.from(`annas:${secret}:x`).toString('base64'),
  base64url: (secret) => Buffer.from(secret).toString('base64url'),
  percent: (secret) => encodeURIComponent(secret),
  form: (secret) => new URLSearchParams([['', secret]]).toString().slice(1),
  json: (secret) => JSON.stringify(secret).slice(1, -1),
  hex: (secret) => Buffer.from(secret).toString('hex'),
  'upper case': (secret) => secret.toUpperCase(),
  bearer: (secret) => `Bearer ${secret}`,
  url: (secret) => `https://api.example.com/bot${secret}/getMe?key=${encodeURIComponent(secret)}`,
};

const credential = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9]{12,40}$/),
  fc.stringMatching(/^(sk|xoxb|ghp)[-_][A-Za-z0-9_-]{12,40}$/),
  fc.stringMatching(/^[ -9;-~]{8,40}$/).map((text) => text.trim().padEnd(8, 'z')),
);

const named = [
  'stripe',
  'slack',
  'telegram',
  'twilio',
  'freshdesk',
  'notion',
  'github',
  'airtable',
  'openai',
  'mandrill',
  'crux',
  'tableau',
  'jira',
  'paypal',
  'aws',
] as const;

function fieldsFor(secret: string): Record<string, string> {
  return {
    ...{ api_key: secret, auth_token: secret, client_secret: secret, secret_access_key: secret, password: secret },
    ...{
      account_sid: 'AC0123',
      client_id: 'client-1',
      access_key_id: 'AKIDEXAMPLE',
      region: 'eu-west-1',
      subdomain: 'acme',
    },
  };
}

/** A reply that has every member any definition reads, each holding the echo. */
function echoing(echo: string): unknown {
  const person = {
    id: echo,
    accountId: echo,
    login: echo,
    name: echo,
    email: echo,
    sid: echo,
    friendly_name: echo,
    username: echo,
  };
  return {
    ...{
      ...person,
      ok: true,
      team_id: echo,
      team: echo,
      error: echo,
      message: echo,
      app_id: echo,
      access_token: echo,
      public_id: echo,
    },
    ...{
      settings: { dashboard: { display_name: echo } },
      result: person,
      bot: { workspace_id: echo, workspace_name: echo },
      contact: person,
    },
    ...{ credentials: { token: echo, site: { id: echo }, user: { id: echo } }, scopes: [echo, `scope:${echo}`] },
  };
}

function forms(secret: string): string[] {
  const inner = (before: number) => {
    const text = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)])
      .toString('base64')
      .replace(/=+$/, '');
    return text.slice(before + 1, -2);
  };
  const all = [
    ...['raw', 'percent', 'form', 'json', 'hex'].map((name) => writings[name]?.(secret) ?? ''),
    inner(0),
    inner(1),
    inner(2),
  ];
  return all.map((form) => form.toLowerCase());
}

function expectNothingOf(secret: string, ...where: unknown[]): void {
  const dump = where
    .map((value) => `${JSON.stringify(value)} ${inspect(value, { depth: 12, showHidden: true })}`)
    .join('\n')
    .toLowerCase();
  for (const form of forms(secret))
    if (dump.includes(form)) throw new Error(`the result holds the credential as ${form}: ${dump}`);
}

test('no reply of any provider brings the credential into a result or a log line', async () => {
  let answer: { status: number; headers: Record<string, string>; body: Buffer } = {
    status: 200,
    headers: {},
    body: Buffer.alloc(0),
  };
  const peer = await httpPeer((request, response) => {
    request.resume();
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  const probes = new Probes(loopbackEgress([peer.port]));
  const status = fc.constantFrom(200, 200, 200, 201, 302, 400, 401, 403, 404, 418, 429, 500, 503);
  const shape = fc.constantFrom('document', 'list', 'text', 'page', 'broken', 'xml', 'gzip');
  try {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...named),
        credential,
        fc.constantFrom(...Object.keys(writings)),
        status,
        shape,
        async (name, secret, writing, code, form) => {
          const echo = writings[writing]?.(secret) ?? '';
          answer = { status: code, headers: headersWith(echo, form), body: bodyWith(echo, form) };
          logged.length = 0;
          const result = await probes.probe({ ...onPort(apps[name], peer.port), fields: fieldsFor(secret) });
          expectNothingOf(secret, result, logged);
          expect(result.test.token).toMatch(/^(ok|failed|undecided)$/);
        },
      ),
      { numRuns: 400 },
    );
  } finally {
    await peer.close();
  }
});

function headersWith(echo: string, form: string): Record<string, string> {
  const text = echo.replace(/[^\x20-\x7e]/g, '');
  return {
    ...{
      'x-oauth-scopes': `repo,${text}`,
      'openai-organization': text,
      'x-error': text,
      location: `/${encodeURIComponent(text)}`,
    },
    ...{ 'content-type': { page: 'text/html', text: 'text/plain', xml: 'text/xml' }[form] ?? 'application/json' },
    ...(form === 'gzip' ? { 'content-encoding': 'gzip' } : {}),
  };
}

function bodyWith(echo: string, form: string): Buffer {
  const document = JSON.stringify(echoing(echo));
  if (form === 'list') return Buffer.from(JSON.stringify([echoing(echo)]));
  if (form === 'text') return Buffer.from(echo);
  if (form === 'page') return Buffer.from(`<!doctype html><p>${echo}`);
  if (form === 'broken') return Buffer.from(document.slice(0, -2));
  if (form === 'xml') {
    const result = `<GetCallerIdentityResult><Account>${echo}</Account><Arn>${echo}</Arn></GetCallerIdentityResult>`;
    return Buffer.from(`<GetCallerIdentityResponse>${result}</GetCallerIdentityResponse>`);
  }
  return form === 'gzip' ? gzipSync(document) : Buffer.from(document);
}

test('no mail or database server brings the credential into a result or a log line', async () => {
  let lines: string[] = [];
  const peer = await tcpPeer((socket) => {
    const rest = [...lines];
    if (rest[0]?.startsWith('220')) socket.write(`${rest.shift()}\r\n`);
    socket.on('data', () => (rest.length > 0 ? socket.write(`${rest.shift()}\r\n`, 'latin1') : socket.end()));
  });
  const probes = new Probes(loopbackEgress([peer.port]));
  const where = {
    host: 'srv.example.com',
    port: String(peer.port),
    username: 'anna',
    database: 'shop',
    sslmode: 'disable',
    security: 'none',
  };
  const code = fc.constantFrom('535 5.7.8', '421 4.7.0', '334', '235', '550', '454', '999', '');
  try {
    await fc.assert(
      fc.asyncProperty(
        credential,
        fc.constantFrom(...Object.keys(writings)),
        code,
        fc.constantFrom('smtp', 'postgres'),
        async (secret, writing, reply, kind) => {
          const echo = writings[writing]?.(secret) ?? '';
          const mail = [
            `220 ${echo}`,
            `250-srv\r\n250 AUTH PLAIN LOGIN`,
            `${reply} ${echo}`,
            `535 ${echo}`,
            `535 ${echo}`,
          ];
          lines =
            kind === 'smtp'
              ? mail
              : [`E\0\0\0${String.fromCharCode(Math.min(200, echo.length + 20))}SFATAL\0C28P01\0M${echo}\0\0`];
          logged.length = 0;
          const result = await probes.probe({
            ...onPort(kind === 'smtp' ? smtp : postgres, peer.port),
            fields: { ...where, password: secret },
          });
          expectNothingOf(secret, result, logged);
        },
      ),
      { numRuns: 120 },
    );
  } finally {
    await peer.close();
  }
});
