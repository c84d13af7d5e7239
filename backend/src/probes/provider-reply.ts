import type { ProviderReply } from '@drawbridge/catalog';
import type { Reply } from '../platform/egress/index.ts';

/** Deeper than any documented reply; a parser of ours never follows a hostile one further. */
const maxDepth = 32;

/** What rules may look at. A cut reply has no document: half of one could say the opposite. */
export function toProviderReply(reply: Reply): ProviderReply {
  const text = reply.body.toString('utf8');
  const json = reply.isCut ? undefined : parseDocument(text, reply.headers['content-type'] ?? '');
  return { status: reply.status, headers: reply.headers, text, ...(json === undefined ? {} : { json }) };
}

function parseDocument(text: string, contentType: string): unknown {
  if (contentType.startsWith('application/x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(text));
  if (!/^\s*[[{]/.test(text) || isTooDeep(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[{]|[\]}]/gs)) {
    if (token === '[' || token === '{') depth++;
    else if (token === ']' || token === '}') depth--;
    if (depth > maxDepth) return true;
  }
  return false;
}

/** Whether the reply is a page for people: a sign-in page, a block page of a firewall, a captive portal. */
export function isPage(reply: ProviderReply): boolean {
  return (
    /^text\/html/i.test(reply.headers?.['content-type'] ?? '') || /^\s*<(?:!doctype html|html)/i.test(reply.text ?? '')
  );
}
