import { EgressError } from './egress-error.ts';
import type { Headers } from './exchange.ts';

const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/;

/** Visible ASCII, Latin-1, space and tab (RFC 9110 section 5.5): no line break can smuggle in another header. */
const value = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Headers of the connection itself. Who sets them could disagree with what was checked or split the request. */
const reserved = /^(host|connection|content-length|transfer-encoding|te|trailer|upgrade|keep-alive|expect|proxy-.*)$/;

/** Headers by lower-case name; throws `blocked` on what must not be sent. */
export function checkedHeaders(headers: Headers): Headers {
  const checked: Record<string, string> = {};
  for (const [name, text] of Object.entries(headers)) {
    const key = name.toLowerCase();
    if (!token.test(name) || !value.test(text) || reserved.test(key)) throw new EgressError('blocked');
    checked[key] = text;
  }
  return checked;
}

/** The method in upper case; CONNECT and TRACE would turn the peer into a proxy or a mirror of the credential. */
export function checkedMethod(method: string): string {
  const name = method.toUpperCase();
  if (!/^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/.test(name)) throw new EgressError('blocked');
  return name;
}
