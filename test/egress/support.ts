import { channel } from 'node:diagnostics_channel';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer, type Socket } from 'node:net';
import { inspect } from 'node:util';
import {
  Egress,
  EgressError,
  type EgressOptions,
  type EgressRequest,
} from '../../backend/src/platform/egress/index.ts';

/** Rides in the path, the query, a header and the body of every call made here; no error may ever hold it. */
export const canary = 'canary-5f0c91d27ab84e63';

export interface Peer {
  readonly port: number;
  readonly seen: IncomingMessage[];
  close(): Promise<void>;
}

/** An HTTP server on the loopback that answers with `listener` and keeps what it was asked. */
export async function httpPeer(listener: RequestListener): Promise<Peer> {
  const seen: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    seen.push(request);
    listener(request, response);
  });
  const port = await listen(server);
  return { port, seen, close: () => shut(server) };
}

/** A TCP server on the loopback that does with each connection what `handler` says. */
export async function tcpPeer(handler: (socket: Socket) => void): Promise<Omit<Peer, 'seen'>> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    handler(socket);
  });
  const port = await listen(server);
  return {
    port,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await shut(server);
    },
  };
}

export async function listen(server: TcpServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

export async function shut(server: TcpServer | Server): Promise<void> {
  if ('closeAllConnections' in server) server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

/** An egress whose names all lead to the loopback, where only these ports are allowed. */
export function loopbackEgress(ports: readonly number[], options: Partial<EgressOptions> = {}): Egress {
  return new Egress({
    allow: ports.map((port) => ({ name: `peer-${port}`, address: '127.0.0.1', port })),
    httpsOnly: true,
    resolver: () => Promise.resolve(['127.0.0.1']),
    ...options,
  });
}

export interface Outcome {
  readonly failure: string;
  readonly sockets: number;
  readonly ms: number;
}

/** Sockets that were created, wherever in the process, while `work` ran. */
async function countingSockets<T>(work: () => Promise<T>): Promise<{ result: T; sockets: number }> {
  let sockets = 0;
  const count = () => sockets++;
  channel('net.client.socket').subscribe(count);
  try {
    return { result: await work(), sockets };
  } finally {
    channel('net.client.socket').unsubscribe(count);
  }
}

/** Runs what must fail; says how it failed, and throws when the error holds what it must not hold. */
export async function failureOf(work: () => Promise<unknown>): Promise<Outcome> {
  const from = performance.now();
  const { result, sockets } = await countingSockets(() =>
    work().then(
      () => null,
      (error: unknown) => error,
    ),
  );
  if (result === null) return { failure: 'none', sockets, ms: performance.now() - from };
  if (!(result instanceof EgressError)) throw new Error(`not an EgressError: ${inspect(result)}`);
  const dump = `${inspect(result, { showHidden: true, depth: 12 })} ${JSON.stringify(result)} ${String(result.stack)}`;
  for (const hidden of [canary, '127.0.0.1', '169.254', 'cause']) {
    if (dump.includes(hidden)) throw new Error(`the error holds ${hidden}`);
  }
  return { failure: result.failure, sockets, ms: performance.now() - from };
}

/** A call that carries the canary in every place where a credential may be. */
export function probing(url: string, more: Partial<EgressRequest> = {}): EgressRequest {
  const target = new URL(url);
  if (target.protocol.startsWith('http') && !target.search) {
    target.pathname = `/${canary}${target.pathname}`;
    target.search = `?key=${canary}`;
  }
  return { url: target, method: 'POST', headers: { authorization: `Bearer ${canary}` }, body: canary, ...more };
}
