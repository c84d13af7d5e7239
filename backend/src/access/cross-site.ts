import type { FastifyRequest } from 'fastify';
import { currentScope, Problem } from '../platform/index.ts';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * CSRF defence by Fetch Metadata, with the Origin header where a browser does not send it
 * (OWASP Cross-Site Request Forgery Prevention Cheat Sheet). API keys are not sent by browsers on their own.
 */
export function refuseCrossSite(request: FastifyRequest, sameOriginRead: boolean): void {
  const who = currentScope()?.principal;
  if (who?.kind === 'api_key') return;
  const site = header(request, 'sec-fetch-site');
  if (sameOriginRead) {
    if (who?.sessionId === undefined) return;
    const navigates = header(request, 'sec-fetch-mode') === 'navigate';
    if ((site === 'same-origin' || site === 'none') && !navigates) return;
    throw new Problem('cross_site_request', { detail: 'Call it from the console, with Sec-Fetch-Site: same-origin.' });
  }
  if (safe.has(request.method)) return;
  if (site !== undefined) {
    if (site === 'same-origin' || site === 'none') return;
    throw new Problem('cross_site_request');
  }
  const origin = header(request, 'origin');
  if (origin !== undefined) {
    if (URL.canParse(origin) && new URL(origin).host === request.host) return;
    throw new Problem('cross_site_request');
  }
  if (who?.sessionId !== undefined)
    throw new Problem('cross_site_request', { detail: 'A request with a session cookie needs an Origin header.' });
}

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}
