import type { Socket } from 'node:net';
import { Client, type Dispatcher } from 'undici';
import { EgressError } from './egress-error.ts';
import { readBody } from './read-body.ts';

/** Names in lower case; repeated headers joined by a comma. Has no prototype: a reply chooses the names. */
export type Headers = Readonly<Record<string, string>>;

export interface Exchange {
  readonly url: URL;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string | Buffer | null;
  readonly maxBytes: number;
  readonly totalMs: number;
  readonly signal: AbortSignal;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
}

/** Bytes of reply headers that are read; Node's own limit. */
const maxHeaderBytes = 16_384;

/** Sends one request over a connection that was made and checked before, and reads the whole reply. */
export async function exchange(request: Exchange, socket: Socket): Promise<Reply> {
  let isTaken = false;
  const client = new Client(request.url.origin, {
    // A second connection would not have been checked, so there is none: undici may not reconnect.
    connect: (_options, callback) => {
      if (isTaken) return callback(new EgressError('connect'), null);
      isTaken = true;
      callback(null, socket);
    },
    maxHeaderSize: maxHeaderBytes,
    headersTimeout: request.totalMs,
    bodyTimeout: request.totalMs,
    pipelining: 1,
  });
  try {
    return await send(client, request);
  } finally {
    client.destroy().catch(() => undefined);
    socket.destroy();
  }
}

async function send(client: Client, request: Exchange): Promise<Reply> {
  const response = await client.request({
    path: `${request.url.pathname}${request.url.search}`,
    method: request.method as Dispatcher.HttpMethod,
    headers: { 'accept-encoding': 'gzip, deflate', ...request.headers },
    body: request.body,
    signal: request.signal,
    reset: true,
  });
  const headers = flatten(response.headers);
  if (Number(headers['content-length'] ?? 0) > request.maxBytes && request.method !== 'HEAD') {
    response.body.on('error', () => undefined).destroy();
    throw new EgressError('too_large');
  }
  const body = await readBody(response.body, headers['content-encoding'] ?? '', request.maxBytes, request.signal);
  return { status: response.statusCode, headers, body };
}

function flatten(headers: Record<string, string | string[] | undefined>): Headers {
  const flat = Object.create(null) as Record<string, string>;
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flat;
}
