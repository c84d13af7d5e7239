import { isIP } from 'node:net';
import { EgressError } from './egress-error.ts';

const label = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/;

/** Names that only ever mean something inside a machine, a cluster or a home (RFC 6761, RFC 6762, RFC 8375). */
const localSuffixes = ['localhost', 'local', 'internal', 'localdomain', 'lan', 'home', 'corp', 'intranet', 'private'];

/** Takes the host of a WHATWG URL: brackets and the root dot off, anything but a plain name or address refused. */
export function fromUrlHostname(hostname: string): string {
  const bare = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname.replace(/\.$/, '');
  if (isIP(bare) !== 0) return bare;
  const labels = bare.split('.');
  if (bare.length > 253 || !labels.every((part) => label.test(part))) throw new EgressError('blocked');
  return bare;
}

/**
 * Takes a host that a person typed. It goes through the same parser as a URL, so that `127.1`, `0x7f000001`
 * and full-width digits are seen as the address they are and not passed to the resolver as a name.
 */
export function fromTypedHost(host: string): string {
  if (isIP(host) === 6 && !host.includes('%')) return host;
  if (host === '' || /[\s/\\?#@:[\]%<>^|]/.test(host)) throw new EgressError('blocked');
  const url = URL.parse(`http://${host}/`);
  if (!url || url.pathname !== '/' || url.username !== '' || url.port !== '') throw new EgressError('blocked');
  return fromUrlHostname(url.hostname);
}

/** Whether the name is local by its form: one label only, or a suffix that is never public. */
export function isLocalName(name: string): boolean {
  if (isIP(name) !== 0) return false;
  const labels = name.split('.');
  return labels.length === 1 || localSuffixes.includes(labels.at(-1) ?? '') || name.endsWith('.home.arpa');
}
