import { afterEach, describe, expect, test } from '@jest/globals';
import { channel } from 'node:diagnostics_channel';
import type { RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { Egress, fetchThrough, parseAllowEntries } from '../../backend/src/platform/egress/index.ts';
import { isBlockedAddress } from '../../backend/src/platform/egress/addresses.ts';
import { failureOf, httpPeer, loopbackEgress, probing, type Peer } from './support.ts';

const opened: Array<() => Promise<void>> = [];
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

async function peer(listener: RequestListener = (_request, response) => response.end('ok')): Promise<Peer> {
  const server = await httpPeer(listener);
  opened.push(() => server.close());
  return server;
}

describe('the allow list', () => {
  test('permits exactly its address with its port', async () => {
    const [mine, other] = [await peer(), await peer()];
    const egress = new Egress({ allow: parseAllowEntries(`mine=127.0.0.1:${mine.port}`), httpsOnly: true });
    const reply = await egress.request({ url: new URL(`http://127.0.0.1:${mine.port}/`) });
    expect(reply.body.toString()).toBe('ok');
    const refused = [
      `127.0.0.1:${other.port}`,
      `127.0.0.2:${mine.port}`,
      `[::1]:${mine.port}`,
      `[::ffff:127.0.0.1]:${mine.port}`,
    ];
    for (const host of refused) {
      expect(await failureOf(() => egress.request(probing(`http://${host}/`)))).toMatchObject({
        failure: 'blocked',
        sockets: 0,
      });
    }
    expect(other.seen).toHaveLength(0);
  });

  test('wins over the deny list and over the look of a name, and takes no other address of that name along', async () => {
    const { port, seen } = await peer();
    const resolver = () => Promise.resolve(['10.0.0.1', '127.0.0.1', '::1']);
    const egress = loopbackEgress([port], { deny: ['127.0.0.0/8', 'localhost'], resolver });
    await egress.request({ url: new URL(`http://localhost:${port}/`) });
    expect(seen).toHaveLength(1);
  });

  test.each([
    'x',
    'x=localhost:1',
    'x=127.1:80',
    'x=127.0.0.1',
    'x=127.0.0.1:0',
    'x=127.0.0.1:65536',
    'x=::1:80',
    'x=[::1',
    'x=10.0.0.0/8:80',
    '=127.0.0.1:80',
  ])('%j is no entry', (text) => expect(() => parseAllowEntries(text)).toThrow(RangeError));

  test('is written as name=address:port, separated by commas', () => {
    expect(parseAllowEntries(' a=127.0.0.1:80, b=[::1]:5432,')).toEqual([
      { name: 'a', address: '127.0.0.1', port: 80 },
      { name: 'b', address: '::1', port: 5432 },
    ]);
    expect(parseAllowEntries('')).toEqual([]);
  });
});

describe('what is checked is what is called', () => {
  const name = fc.webUrl({ validSchemes: ['http'], withQueryParameters: true, withFragments: true });

  test('for any URL: the resolver sees its host, the one socket goes to the checked address, Host names it', async () => {
    let reached: string | undefined;
    const { port, seen } = await peer((request, response) => {
      reached = request.socket.localAddress;
      response.end();
    });
    let sockets = 0;
    const count = () => sockets++;
    channel('net.client.socket').subscribe(count);
    try {
      await fc.assert(
        fc.asyncProperty(name, async (text) => {
          const url = new URL(text);
          url.port = String(port);
          const asked: string[] = [];
          const resolver = (host: string) => (asked.push(host), Promise.resolve(['127.0.0.1']));
          [sockets, reached] = [0, undefined];
          await loopbackEgress([port], { resolver }).request({ url });
          expect([asked, reached, sockets]).toEqual([[url.hostname], '127.0.0.1', 1]);
          const request = seen.at(-1);
          expect([request?.headers.host, request?.url]).toEqual([url.host, `${url.pathname}${url.search}`]);
        }),
        { numRuns: 60 },
      );
    } finally {
      channel('net.client.socket').unsubscribe(count);
    }
  });

  test('for any answers: nothing is called when one of them is not public', async () => {
    const anyAddress = fc.oneof(fc.ipV4(), fc.ipV6());
    await fc.assert(
      fc.asyncProperty(fc.array(anyAddress, { minLength: 1, maxLength: 4 }), async (answers) => {
        fc.pre(answers.some((address) => isBlockedAddress(address)));
        const egress = new Egress({ allow: [], httpsOnly: true, resolver: () => Promise.resolve(answers) });
        const outcome = await failureOf(() => egress.request(probing('https://hooks.example.com/')));
        expect(outcome).toMatchObject({ failure: 'blocked', sockets: 0 });
      }),
      { numRuns: 200 },
    );
  });

  test('for any IPv4 address: each way of writing it is judged like the plain one', async () => {
    const blockedFirst = fc.constantFrom(10, 127, 0, 224, 255);
    await fc.assert(
      fc.asyncProperty(blockedFirst, fc.nat(0xffffff), fc.nat(4), async (first, rest, form) => {
        const number = first * 2 ** 24 + rest;
        const octal = `0${number.toString(8)}`;
        const hex = `0x${number.toString(16)}`;
        const short = `${first}.${rest}`;
        const mixed = `0x${first.toString(16)}.0${(rest >> 16).toString(8)}.${rest & 0xffff}`;
        const host = [String(number), octal, hex, short, mixed][form] ?? '';
        const egress = new Egress({ allow: [], httpsOnly: false, resolver: () => Promise.resolve(['93.184.215.14']) });
        const outcome = await failureOf(() => egress.request(probing(`http://${host}/`)));
        expect(outcome).toMatchObject({ failure: 'blocked', sockets: 0 });
      }),
      { numRuns: 100 },
    );
  });
});

describe('a request', () => {
  test('sends method, headers and body, and reads status, headers and body', async () => {
    let body = '';
    const { port, seen } = await peer((request, response) => {
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => response.writeHead(418, { 'X-Answer': ['a', 'b'], ['__proto__']: 'x' }).end('short'));
    });
    const headers = { Authorization: 'Bearer one', 'content-type': 'application/json' };
    const url = new URL(`http://api.example.com:${port}/v1/me?x=%20y`);
    const reply = await loopbackEgress([port]).request({ url, method: 'post', headers, body: '{"a":1}' });
    expect(seen[0]).toMatchObject({ method: 'POST', url: '/v1/me?x=%20y', headers: { authorization: 'Bearer one' } });
    expect([body, reply.status, reply.headers['x-answer'], reply.body.toString()]).toEqual([
      '{"a":1}',
      418,
      'a, b',
      'short',
    ]);
  });

  test.each([
    [{ 'x-key': 'a\r\nHost: evil' }],
    [{ 'x-key\r\nhost': 'a' }],
    [{ Host: 'evil.example.com' }],
    [{ 'Transfer-Encoding': 'chunked' }],
    [{ 'Proxy-Authorization': 'x' }],
    [{ 'x-key': 'caf\u0113' }],
  ])('with the headers %j is refused', async (headers: Record<string, string>) => {
    const { port } = await peer();
    const request = probing(`http://api.example.com:${port}/`, { headers });
    expect(await failureOf(() => loopbackEgress([port]).request(request))).toMatchObject({
      failure: 'blocked',
      sockets: 0,
    });
  });

  test.each(['CONNECT', 'TRACE', 'GET / HTTP/1.1\r\nX: y', ''])('with the method %j is refused', async (method) => {
    const { port } = await peer();
    const request = probing(`http://api.example.com:${port}/`, { method });
    expect(await failureOf(() => loopbackEgress([port]).request(request))).toMatchObject({
      failure: 'blocked',
      sockets: 0,
    });
  });

  test('does not go through a proxy that the environment names', async () => {
    const [proxy, target] = [await peer(), await peer()];
    const names = ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'ALL_PROXY', 'NODE_USE_ENV_PROXY'];
    for (const name of names) process.env[name] = name.startsWith('NODE') ? '1' : `http://127.0.0.1:${proxy.port}`;
    try {
      await loopbackEgress([target.port]).request(probing(`http://api.example.com:${target.port}/`));
    } finally {
      for (const name of names) delete process.env[name];
    }
    expect([proxy.seen.length, target.seen.length]).toEqual([0, 1]);
  });

  test('is one of at most four to a host at a time; the others wait, and a crowd is turned away', async () => {
    let [now, most] = [0, 0];
    const { port } = await peer((_request, response) => {
      most = Math.max(most, ++now);
      setTimeout(() => (now--, response.end()), 15);
    });
    const egress = loopbackEgress([port]);
    const calls = Array.from({ length: 60 }, () => egress.request(probing(`http://api.example.com:${port}/`)));
    const settled = await Promise.allSettled(calls);
    const done = settled.filter(({ status }) => status === 'fulfilled').length;
    expect([most, done]).toEqual([4, 36]);
    expect((await egress.request(probing(`http://api.example.com:${port}/`))).status).toBe(200);
  });

  test('that waits for a place has no more time than its own', async () => {
    const { port } = await peer(() => undefined);
    const egress = loopbackEgress([port]);
    const hold = Array.from({ length: 4 }, () =>
      egress.request(probing(`http://a.example.com:${port}/`, { totalMs: 400 })),
    );
    const held = Promise.allSettled(hold);
    const outcome = await failureOf(() => egress.request(probing(`http://a.example.com:${port}/`, { totalMs: 60 })));
    // The sockets are those of the four that hold the places.
    expect(outcome).toMatchObject({ failure: 'timeout', sockets: 4 });
    await held;
  });
});

test('a library that takes a fetch gets one that goes the same way', async () => {
  const { port, seen } = await peer((_request, response) => {
    response
      .writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
      .end(gzipSync('{"token":1}'));
  });
  const call = fetchThrough(loopbackEgress([port]));
  const body = new URLSearchParams({ grant_type: 'x y' });
  const response = await call(`http://auth.example.com:${port}/token`, {
    method: 'POST',
    headers: { accept: '*/*' },
    body,
  });
  expect([response.status, await response.json(), seen[0]?.headers['content-length']]).toEqual([
    200,
    { token: 1 },
    '14',
  ]);
  expect(await failureOf(() => call('http://169.254.169.254/'))).toMatchObject({ failure: 'blocked', sockets: 0 });
});
