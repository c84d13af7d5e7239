import { afterEach, describe, expect, test } from '@jest/globals';
import type { RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { EgressRequest } from '../../backend/src/platform/egress/index.ts';
import { selfSigned } from './certificate.ts';
import { failureOf, httpPeer, listen, loopbackEgress, probing, shut, tcpPeer, type Peer } from './support.ts';

const opened: Array<() => Promise<void>> = [];
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

async function peer(listener: RequestListener): Promise<Peer> {
  const server = await httpPeer(listener);
  opened.push(() => server.close());
  return server;
}

async function rawPeer(handler: (socket: Socket) => void): Promise<number> {
  const server = await tcpPeer(handler);
  opened.push(() => server.close());
  return server.port;
}

const call = (port: number, more: Partial<EgressRequest> = {}) =>
  failureOf(() => loopbackEgress([port]).request(probing(`http://api.example.com:${port}/`, more)));

describe('a peer that is slow is left after the whole budget, however it drips', () => {
  const budget = { totalMs: 250, connectMs: 200 };

  test('one byte of the body at a time', async () => {
    const server = await peer((_request, response) => {
      response.writeHead(200).flushHeaders();
      const drip = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(drip));
    });
    const outcome = await call(server.port, budget);
    expect(outcome.failure).toBe('timeout');
    expect(outcome.ms).toBeLessThan(1000);
  });

  test('one byte of a header at a time, informational replies without end, or nothing at all', async () => {
    const drips = ['x', 'HTTP/1.1 103 Early Hints\r\n\r\n', ''];
    for (const text of drips) {
      const port = await rawPeer((socket) => {
        if (text === 'x') socket.write('HTTP/1.1 200 OK\r\nX-Slow: ');
        const drip = setInterval(() => socket.write(text), 20);
        socket.on('close', () => clearInterval(drip));
      });
      const outcome = await call(port, budget);
      expect(outcome.failure).toBe('timeout');
      expect(outcome.ms).toBeLessThan(1000);
    }
  });

  test('a peer that never shakes hands', async () => {
    const port = await rawPeer(() => undefined);
    const outcome = await failureOf(() =>
      loopbackEgress([port]).request(probing(`https://api.example.com:${port}/`, { totalMs: 5000, connectMs: 200 })),
    );
    expect(outcome.failure).toBe('timeout');
    expect(outcome.ms).toBeLessThan(1000);
  });
});

describe('a reply that is too large is not read to its end', () => {
  const large: Record<string, RequestListener> = {
    'a length of ten gigabytes': (_request, response) => {
      response.writeHead(200, { 'content-length': String(10 * 2 ** 30) }).write('x');
    },
    'a body without end': (_request, response) => {
      const pump = () => {
        while (!response.destroyed && response.write(Buffer.alloc(16_384))) continue;
      };
      response.on('drain', pump);
      pump();
    },
    'a gzip bomb': (_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(40 * 2 ** 20)));
    },
    'a gzip stream of empty blocks, which unpacks to nothing': (_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.write(Buffer.from('1f8b08000000000000ff', 'hex'));
      const empty = Buffer.from('000000ffff'.repeat(4000), 'hex');
      const pump = () => {
        while (!response.destroyed && response.write(empty)) continue;
      };
      response.on('drain', pump);
      pump();
    },
  };

  test.each(Object.keys(large))('%s', async (what) => {
    const server = await peer(large[what] as RequestListener);
    expect(await call(server.port)).toMatchObject({ failure: 'too_large' });
  });

  test('headers without end', async () => {
    const port = await rawPeer((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\n${`X-More: ${'y'.repeat(1000)}\r\n`.repeat(40)}`);
    });
    expect(await call(port)).toMatchObject({ failure: 'too_large' });
  });

  test('what is exactly as large as permitted is read', async () => {
    const server = await peer((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(1000)));
    });
    const request = probing(`http://api.example.com:${server.port}/`, { maxBytes: 1000 });
    expect((await loopbackEgress([server.port]).request(request)).body).toHaveLength(1000);
  });
});

describe('a reply that is not HTTP, or only half of it', () => {
  test.each([
    ['the banner of another protocol', 'SSH-2.0-OpenSSH_9.2\r\n', ['http', 'connect']],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabcde', ['http']],
    [
      'a length and chunks',
      'HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n',
      ['http'],
    ],
    ['a body that breaks off', 'HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nabc', ['connect', 'http']],
    [
      'an upgrade that nobody asked for',
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n',
      ['http', 'connect'],
    ],
    ['two encodings, one in the other', 'HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip\r\n\r\nabc', ['http']],
    ['gzip that is none', 'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nabc', ['http']],
    ['silence', '', ['connect']],
  ])('%s', async (_what, text, failures) => {
    const port = await rawPeer((socket) => socket.end(text));
    expect(failures).toContain((await call(port)).failure);
  });
});

describe('TLS', () => {
  const { key, cert } = selfSigned('api.example.com');

  async function tlsPeer(): Promise<{ port: number; names: unknown[] }> {
    const names: unknown[] = [];
    const server = createTlsServer(
      { key, cert, SNICallback: (name, done) => (names.push(name), done(null)) },
      (_q, r) => r.end('ok'),
    );
    server.on('tlsClientError', () => undefined);
    opened.push(() => shut(server));
    return { port: await listen(server), names };
  }

  test('a certificate that nobody vouches for is refused, also when the environment says otherwise', async () => {
    const { port } = await tlsPeer();
    const attempt = () => failureOf(() => loopbackEgress([port]).request(probing(`https://api.example.com:${port}/`)));
    expect(await attempt()).toMatchObject({ failure: 'tls' });
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    try {
      expect(await attempt()).toMatchObject({ failure: 'tls' });
    } finally {
      delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    }
  });

  test('a certificate for another name is refused', async () => {
    const { port } = await tlsPeer();
    const egress = loopbackEgress([port], { ca: [cert] });
    expect(await failureOf(() => egress.request(probing(`https://other.example.com:${port}/`)))).toMatchObject({
      failure: 'tls',
    });
    expect(await failureOf(() => egress.request(probing(`https://127.0.0.1:${port}/`)))).toMatchObject({
      failure: 'tls',
    });
  });

  test('a peer that speaks plain HTTP where TLS is due is refused', async () => {
    const server = await peer((_request, response) => response.end());
    const url = `https://api.example.com:${server.port}/`;
    expect(await failureOf(() => loopbackEgress([server.port]).request(probing(url)))).toMatchObject({
      failure: 'tls',
    });
  });

  test('a trusted one is called by its name, although the socket goes to the checked address', async () => {
    const { port, names } = await tlsPeer();
    const reply = await loopbackEgress([port], { ca: [cert] }).request(probing(`https://api.example.com:${port}/`));
    expect([reply.status, reply.body.toString(), names]).toEqual([200, 'ok', ['api.example.com']]);
  });

  test('a redirect from https to http is refused', async () => {
    const server = createTlsServer({ key, cert }, (_q, r) =>
      r.writeHead(302, { location: 'http://api.example.com/' }).end(),
    );
    opened.push(() => shut(server));
    const port = await listen(server);
    const egress = loopbackEgress([port], { ca: [cert], httpsOnly: false });
    const request = probing(`https://api.example.com:${port}/`, { method: 'GET', body: null, maxRedirects: 2 });
    expect(await failureOf(() => egress.request(request))).toMatchObject({ failure: 'redirect', sockets: 1 });
  });
});
