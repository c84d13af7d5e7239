import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import negotiate from '@fastify/accept-negotiator';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const packed = promisify(gzip);
const worthPacking = 1_024;

/**
 * For a route whose reply is large, seldom changes and holds no secret: the browser keeps it and asks with its ETag
 * whether it still holds (RFC 9110, 13.1.2). It is compressed, which no reply with a secret in it may be.
 */
export const Revalidated = () => RouteConfig({ revalidated: true });

const isRevalidated = (request: FastifyRequest) =>
  request.method === 'GET' && 'revalidated' in request.routeOptions.config;

/** Answers the routes marked as Revalidated with 304 or a compressed reply, where the client understands that. */
export function revalidate(fastify: FastifyInstance): void {
  fastify.addHook('onSend', async (request, reply, payload) => {
    if (!isRevalidated(request) || reply.statusCode !== 200 || typeof payload !== 'string') return payload;
    // Weak: the same reply is sent plain and compressed.
    const tag = `W/"${createHash('sha256').update(payload).digest('base64url')}"`;
    void reply.headers({ etag: tag, 'cache-control': 'private, no-cache', vary: 'accept-encoding' });
    if (knows(request, tag)) return empty(reply);
    if (payload.length < worthPacking || !takesGzip(request)) return payload;
    void reply.header('content-encoding', 'gzip').removeHeader('content-length');
    return packed(payload);
  });
}

const knows = (request: FastifyRequest, tag: string) =>
  (request.headers['if-none-match'] ?? '').split(',').some((known) => known.trim() === tag);

const takesGzip = ({ headers }: FastifyRequest) =>
  headers['accept-encoding'] !== undefined && negotiate(headers['accept-encoding'], ['gzip']) === 'gzip';

function empty(reply: FastifyReply): string {
  void reply.code(304).removeHeader('content-type').removeHeader('content-length');
  return '';
}
