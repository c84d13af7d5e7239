import type { Socket } from 'node:net';
import { Client } from 'undici';
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
  readonly oversize: 'refuse' | 'cut';
  readonly totalMs: number;
  readonly signal: AbortSignal;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
  /** Whether the body is only the beginning of what was sent; never with `oversize: 'refuse'`. */
  readonly isCut: boolean;
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
      // Not at once: undici does not look at its queue again while it is still asking for a connection.
      process.nextTick(callback, null, socket);
    },
    maxHeaderSize: maxHeaderBytes,
    headersTimeout: request.totalMs,
    bodyTimeout: request.totalMs,
    pipelining: 1,
  });
  // A request that is still queued does not see its own signal.
  const abandon = () => void client.destroy(new EgressError('timeout')).catch(() => undefined);
  request.signal.addEventListener('abort', abandon, { once: true });
  try {
    return await send(client, request);
  } finally {
    request.signal.removeEventListener('abort', abandon);
    abandon();
    socket.destroy();
  }
}

async function send(client: Client, request: Exchange): Promise<Reply> {
  const response = await client.request({
    path: `${request.url.pathname}${request.url.search}`,
    method: request.method,
    headers: { 'accept-encoding': 'gzip, deflate', ...request.headers },
    body: request.body,
    signal: request.signal,
    reset: true,
  });
  // It is destroyed with its client, also before anybody reads it.
  response.body.on('error', () => undefined);
  const headers = flatten(response.headers);
  const isTooLong = request.method !== 'HEAD' && Number(headers['content-length'] ?? 0) > request.maxBytes;
  if (isTooLong && request.oversize === 'refuse') throw new EgressError('too_large');
  const read = await readBody(response.body, headers['content-encoding'] ?? '', request.maxBytes, request.signal);
  if (read.isCut && request.oversize === 'refuse') throw new EgressError('too_large');
  return { status: response.statusCode, headers, ...read };
}

function flatten(headers: Record<string, string | string[] | undefined>): Headers {
  const flat = Object.create(null) as Record<string, string>;
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flat;
}
