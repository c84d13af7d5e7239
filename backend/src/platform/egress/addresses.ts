import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
export type Range = [Address, number];

/**
 * What is never called: everything the IANA special-purpose registries (RFC 6890 and its successors) do not
 * call globally reachable, and every form in which IPv6 carries an IPv4 address (mapped, NAT64, 6to4, Teredo).
 */
const blocked: readonly Range[] = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4', '::/128', '::1/128', '::/96', '::ffff:0:0/96', '::ffff:0:0:0/96', '64:ff9b::/96'],
  ...['64:ff9b:1::/48', '100::/64', '2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20', '5f00::/16', 'fc00::/7'],
  ...['fe80::/10', 'fec0::/10', 'ff00::/8'],
].map((cidr) => ipaddr.parseCIDR(cidr));

/** RFC 4291 section 2.5.4: the only part of IPv6 that is handed out for global unicast. */
const globalUnicast6 = ipaddr.parseCIDR('2000::/3');

function inRange(address: Address, [network, bits]: Range): boolean {
  return address.kind() === network.kind() && address.match(network, bits);
}

/** Reads one address in strict notation; null for names, zone ids and the loose forms of inet_aton. */
export function parseAddress(text: string): Address | null {
  return isIP(text) === 0 || text.includes('%') ? null : ipaddr.parse(text);
}

/** Whether this address may not be called unless an allow entry names it. What cannot be read is blocked. */
export function isBlockedAddress(text: string): boolean {
  const address = parseAddress(text);
  if (!address) return true;
  if (address.kind() === 'ipv6' && !inRange(address, globalUnicast6)) return true;
  return blocked.some((range) => inRange(address, range)) || address.range() !== 'unicast';
}

/** Whether the address lies in one of the ranges. */
export function isWithin(text: string, ranges: readonly Range[]): boolean {
  const address = parseAddress(text);
  return address !== null && ranges.some((range) => inRange(address, range));
}

/** Whether both are the same address, however they are written. A mapped address is not its IPv4 twin. */
export function isSameAddress(one: string, other: string): boolean {
  const [a, b] = [parseAddress(one), parseAddress(other)];
  return a !== null && b !== null && a.toNormalizedString() === b.toNormalizedString();
}

/** Reads an address or a CIDR range; null when it is neither. */
export function parseRange(text: string): Range | null {
  const address = parseAddress(text);
  if (address) return [address, address.kind() === 'ipv4' ? 32 : 128];
  return ipaddr.isValidCIDR(text) ? ipaddr.parseCIDR(text) : null;
}
