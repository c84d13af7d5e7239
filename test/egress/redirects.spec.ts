import { afterEach, describe, expect, test } from '@jest/globals';
import type { RequestListener } from 'node:http';
import type { EgressOptions, EgressRequest } from '../../backend/src/platform/egress/index.ts';
import { canary, failureOf, httpPeer, loopbackEgress, probing, type Peer } from './support.ts';

const opened: Array<() => Promise<void>> = [];
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

async function peer(listener: RequestListener): Promise<Peer> {
  const server = await httpPeer(listener);
  opened.push(() => server.close());
  return server;
}

const call = (port: number, more: Partial<EgressRequest> = {}) =>
  failureOf(() => loopbackEgress([port]).request(probing(`http://api.example.com:${port}/`, more)));

describe('a redirect', () => {
  const to =
    (status: number, location: string): RequestListener =>
    (_request, response) => {
      response.writeHead(status, { location }).end();
    };

  test('is a reply like any other unless following was asked for', async () => {
    const server = await peer(to(302, 'http://169.254.169.254/latest/meta-data/'));
    const reply = await loopbackEgress([server.port]).request(probing(`http://api.example.com:${server.port}/`));
    expect(reply.status).toBe(302);
  });

  test.each([
    'http://169.254.169.254/latest/meta-data/',
    '//169.254.169.254/latest/meta-data/',
    'http://[::ffff:a9fe:a9fe]/',
    'http://2852039166/',
    'http://127.0.0.1:1/',
    'http://localhost/',
    'http://api.example.com:22/',
    'file:///etc/passwd',
    'gopher://127.0.0.1:6379/_INFO',
    'http://user:pass@api.example.com/',
    'javascript:alert(1)',
  ])('to %s is refused', async (location) => {
    const server = await peer(to(302, location));
    expect(await call(server.port, { maxRedirects: 3 })).toMatchObject({ failure: 'blocked', sockets: 1 });
    expect(server.seen).toHaveLength(1);
  });

  test.each(['http://', 'https://[', 'http://%zz/'])('to %j, which is no URL, is refused', async (location) => {
    const server = await peer(to(302, location));
    expect(await call(server.port, { maxRedirects: 3 })).toMatchObject({ failure: 'redirect', sockets: 1 });
  });

  test.each([307, 308])('%i does not carry a body to another origin', async (status) => {
    const other = await peer((_request, response) => response.end());
    const server = await peer(to(status, `http://other.example.com:${other.port}/`));
    const egress = loopbackEgress([server.port, other.port]);
    const url = `http://api.example.com:${server.port}/`;
    expect(await failureOf(() => egress.request(probing(url, { maxRedirects: 3 })))).toMatchObject({
      failure: 'redirect',
    });
    expect(other.seen).toHaveLength(0);
  });

  test('to another origin loses every header that could be a credential', async () => {
    const other = await peer((_request, response) => response.end('there'));
    const server = await peer(to(302, `http://other.example.com:${other.port}/landing`));
    const headers = {
      authorization: canary,
      cookie: canary,
      'x-api-key': canary,
      'x-own': canary,
      accept: 'text/plain',
    };
    const reply = await loopbackEgress([server.port, other.port]).request({
      url: new URL(`http://api.example.com:${server.port}/?key=${canary}`),
      headers,
      maxRedirects: 1,
    });
    expect(reply.body.toString()).toBe('there');
    expect(other.seen[0]?.headers).toMatchObject({ accept: 'text/plain', host: `other.example.com:${other.port}` });
    expect(JSON.stringify([other.seen[0]?.rawHeaders, other.seen[0]?.url])).not.toContain(canary);
  });

  test('within one origin keeps the headers; a POST that is answered 303 becomes a GET', async () => {
    const server = await peer((request, response) => {
      if (request.url === '/landing') response.end();
      else response.writeHead(303, { location: '/landing' }).end();
    });
    const request = probing(`http://api.example.com:${server.port}/`, { maxRedirects: 1 });
    await loopbackEgress([server.port]).request(request);
    expect(server.seen[1]).toMatchObject({ method: 'GET', headers: { authorization: `Bearer ${canary}` } });
    expect(server.seen[1]?.headers['content-length']).toBeUndefined();
  });

  test('that never ends is cut off', async () => {
    const server = await peer(to(302, '/again'));
    expect(await call(server.port, { maxRedirects: 3 })).toMatchObject({ failure: 'redirect' });
    expect(server.seen).toHaveLength(4);
  });

  test('is resolved anew: a name that moves to another address on the way is refused', async () => {
    const server = await peer(to(302, '/again'));
    const answers = [['127.0.0.1'], ['127.0.0.2']];
    const options: Partial<EgressOptions> = { resolver: () => Promise.resolve(answers.shift() ?? []) };
    const egress = loopbackEgress([server.port], options);
    const url = `http://api.example.com:${server.port}/`;
    expect(await failureOf(() => egress.request(probing(url, { maxRedirects: 3 })))).toMatchObject({
      failure: 'blocked',
    });
    expect(server.seen).toHaveLength(1);
  });
});

test('a name is resolved once per call: a resolver that then answers another address is never asked', async () => {
  const server = await peer((_request, response) => response.end('first'));
  let asked = 0;
  const resolver = () => Promise.resolve(asked++ === 0 ? ['127.0.0.1'] : ['10.0.0.1']);
  const reply = await loopbackEgress([server.port], { resolver }).request(
    probing(`http://api.example.com:${server.port}/`),
  );
  expect([reply.body.toString(), asked]).toEqual(['first', 1]);
});
