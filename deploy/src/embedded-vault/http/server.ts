import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Core } from '../core.ts';
import * as field from './fields.ts';
import { isDeeperThan, isObject, type Json, type JsonObject } from './json.ts';
import { badRequest, VaultError, type Reply } from './reply.ts';
import type { Operation } from './routes.ts';

export interface Limits {
  bodyBytes: number;
  jsonDepth: number;
}

/** How long a client that sends too much may go on before it is cut off; without this it could miss the answer. */
const DRAIN_MS = 1000;

const operations: Record<string, Operation> = {
  GET: 'read',
  HEAD: 'read',
  POST: 'write',
  PUT: 'write',
  PATCH: 'patch',
  DELETE: 'delete',
  LIST: 'list',
};

/** The HTTP face: reads a request within limits, hands it to the core, writes the reply. Logs nothing, so it leaks nothing. */
export function createHttpServer(core: Core, limits: Limits): Server {
  const server = createServer({ requestTimeout: 90_000, maxHeaderSize: 16 << 10 }, (request, response) => {
    void answer(core, limits, request)
      .catch(toReply)
      .then((reply) => send(request, response, reply));
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable) return;
    // Node's parser knows no LIST verb; clients that use it have the query form too.
    const [status, message] =
      error.code === 'HPE_INVALID_METHOD'
        ? ['405 Method Not Allowed', 'unsupported verb: list with GET and ?list=true']
        : ['400 Bad Request', 'malformed request'];
    const body = JSON.stringify({ errors: [message] });
    socket.end(
      `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
  });
  return server;
}

async function answer(core: Core, limits: Limits, request: IncomingMessage): Promise<Reply> {
  const [rawPath = '', rawQuery = ''] = (request.url ?? '').split(/\?(.*)/s);
  if (!rawPath.startsWith('/v1/')) throw new VaultError(404);
  refuseUnsupported(request);
  const query = new URLSearchParams(rawQuery);
  const operation = operationOf(request.method ?? '', query);
  if (request.method === 'HEAD' && rawPath !== '/v1/sys/health') throw new VaultError(405, 'unsupported operation');
  const body = parseBody(await readBody(request, limits.bodyBytes), limits.jsonDepth);
  return core.handle({
    operation,
    rawPath: rawPath.slice('/v1/'.length),
    query,
    body,
    contentType: (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '',
    tokenId: tokenOf(request),
    remoteAddress: request.socket.remoteAddress ?? '',
  });
}

function operationOf(method: string, query: URLSearchParams): Operation {
  const operation = operations[method];
  if (!operation) throw new VaultError(405, 'unsupported operation');
  const list = query.get('list');
  if (operation !== 'read' || list === null || list === '') return operation;
  const isList = field.parseBool(list);
  if (isList === undefined) throw badRequest('"list" must be a boolean');
  return isList ? 'list' : 'read';
}

/** A header that would change the meaning of a call is refused, never ignored. */
function refuseUnsupported(request: IncomingMessage): void {
  if (request.headers['x-vault-wrap-ttl']) throw badRequest('dev-embedded does not wrap responses');
  const namespace = request.headers['x-vault-namespace'];
  if (namespace && !['root', '/', 'root/'].includes(String(namespace)))
    throw new VaultError(404, 'namespace not found');
}

function tokenOf(request: IncomingMessage): string {
  const token = request.headers['x-vault-token'];
  if (typeof token === 'string' && token !== '') return token;
  return /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
}

/** Stops at the limit, whatever the length header promised. */
function readBody(request: IncomingMessage, limit: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const tooLarge = new VaultError(413, 'request body too large');
    if (Number(request.headers['content-length'] ?? 0) > limit) return reject(tooLarge);
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) reject(tooLarge);
      else chunks.push(chunk);
    });
    request.on('error', reject);
    request.on('end', () => resolve(Buffer.concat(chunks).toString()));
  });
}

function parseBody(text: string, depth: number): JsonObject {
  if (text.trim() === '') return {};
  if (isDeeperThan(text, depth)) throw badRequest('the JSON is nested too deeply');
  let body: Json;
  try {
    body = JSON.parse(text) as Json;
  } catch {
    throw badRequest('failed to parse JSON input');
  }
  if (!isObject(body)) throw badRequest('the JSON must be an object');
  return body;
}

function toReply(error: unknown): Reply {
  if (error instanceof VaultError) return { status: error.status, body: { errors: error.errors } };
  return { status: 500, body: { errors: ['internal error'] } };
}

function send(request: IncomingMessage, response: ServerResponse, reply: Reply): void {
  response.setHeader('Cache-Control', 'no-store');
  // A body that was not read to its end would be taken for the next request.
  if (!request.complete) {
    response.setHeader('Connection', 'close');
    request.resume();
    setTimeout(() => request.destroy(), DRAIN_MS).unref();
  }
  if (!reply.body) {
    response.writeHead(reply.status).end();
    return;
  }
  const text = `${JSON.stringify(reply.body)}\n`;
  response.writeHead(reply.status, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) });
  response.end(request.method === 'HEAD' ? undefined : text);
}
