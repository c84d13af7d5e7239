import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import statics from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

const builtBeside = fileURLToPath(new URL('../../../../admin-ui/dist', import.meta.url));

/** Serves the built console on the API's own origin. Without a build there is the API alone. */
export async function serveConsole(fastify: FastifyInstance, directory = builtBeside): Promise<void> {
  const file = path.join(directory, 'index.html');
  if (!existsSync(file)) return;
  const page = readFileSync(file, 'utf8');
  fastify.get('/', (_request, reply) => send(reply, page));
  await fastify.register(statics, {
    root: path.join(directory, 'assets'),
    prefix: '/assets/',
    index: false,
    // The build leaves a smaller file beside each one that gets smaller.
    preCompressed: true,
    immutable: true,
    maxAge: '1y',
    decorateReply: false,
  });
}

/** The page's styles are written at run time (MUI), so they carry a nonce that is new for each page. */
function send(reply: FastifyReply, page: string): FastifyReply {
  const nonce = randomBytes(16).toString('base64');
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('content-security-policy', contentSecurityPolicy(nonce))
    .send(page.replaceAll('__CSP_NONCE__', nonce));
}

/** Nothing but our own files, and no way to be framed. */
export function contentSecurityPolicy(nonce?: string): string {
  const styles = nonce === undefined ? "'self'" : `'self' 'nonce-${nonce}'`;
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src ${styles}`,
    `style-src-elem ${styles}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ].join('; ');
}
