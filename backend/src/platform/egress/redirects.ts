import { EgressError } from './egress-error.ts';
import type { Headers, Reply } from './exchange.ts';

/** What is asked of one hop. */
export interface Hop {
  readonly url: URL;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string | Buffer | null;
}

/** What may go to another origin. Everything else may be a credential: providers invent header names freely. */
const portable = new Set(['accept', 'accept-language', 'user-agent']);

/** Whether the status asks to go elsewhere (RFC 9110 section 15.4). */
export function isRedirect(reply: Reply): boolean {
  return [301, 302, 303, 307, 308].includes(reply.status) && reply.headers['location'] !== undefined;
}

/** The next hop that a redirect leads to, without anything that another origin must not see. */
export function nextHop(hop: Hop, reply: Reply): Hop {
  const url = URL.parse(reply.headers['location'] ?? '', hop.url.href);
  if (!url) throw new EgressError('redirect');
  const isDowngrade = hop.url.protocol === 'https:' && url.protocol !== 'https:';
  if (isDowngrade) throw new EgressError('redirect');
  const isSameOrigin = url.origin === hop.url.origin;
  const keepsMethod = reply.status === 307 || reply.status === 308 || hop.method === 'GET' || hop.method === 'HEAD';
  if (keepsMethod && hop.body !== null && !isSameOrigin) throw new EgressError('redirect');
  const headers = isSameOrigin ? hop.headers : pick(hop.headers, (name) => portable.has(name));
  if (keepsMethod) return { ...hop, url, headers };
  return { url, method: 'GET', headers: pick(headers, (name) => !name.startsWith('content-')), body: null };
}

function pick(headers: Headers, isKept: (name: string) => boolean): Headers {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => isKept(name)));
}
