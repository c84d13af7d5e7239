import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { EgressError } from './egress-error.ts';

/** Answers every IPv4 and IPv6 address of a name. */
export type Resolver = (host: string) => Promise<readonly string[]>;

/** The resolver of the operating system, hosts file included. */
export const systemResolver: Resolver = async (host) => {
  const found = await lookup(host, { all: true, order: 'verbatim' });
  return found.map(({ address }) => address);
};

/** More than a large provider answers; fewer than it takes to keep the process busy with them. */
const maxAddresses = 64;

/** Resolves a canonical host once; an address resolves to itself. A look-up cannot be stopped, only left behind. */
export async function resolveAll(host: string, resolver: Resolver, signal: AbortSignal): Promise<readonly string[]> {
  if (isIP(host) !== 0) return [host];
  const aborted = Promise.withResolvers<never>();
  const onAbort = () => aborted.reject(new EgressError('timeout'));
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    signal.throwIfAborted();
    const addresses = await Promise.race([resolver(host), aborted.promise]);
    if (addresses.length === 0 || addresses.length > maxAddresses) throw new EgressError('dns');
    return addresses;
  } catch (error) {
    throw error instanceof EgressError ? error : new EgressError(signal.aborted ? 'timeout' : 'dns');
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
