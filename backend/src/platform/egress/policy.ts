import { isIP } from 'node:net';
import { isBlockedAddress, isSameAddress, isWithin, parseAddress, parseRange, type Range } from './addresses.ts';
import { EgressError } from './egress-error.ts';
import { isLocalName } from './host-name.ts';

/** A target that is permitted although its address is not public: this address with this port, nothing else. */
export interface AllowEntry {
  /** What the operator calls it; never compared with anything. */
  readonly name: string;
  readonly address: string;
  readonly port: number;
}

/** Ports that may be called, by what is spoken there. Managed services use a few that are not IANA's. */
const servicePorts = {
  http: [80],
  https: [443],
  postgres: [5432, 5433, 6432, 6543, 25060, 25061],
  mysql: [3306, 3307, 25060],
  mongodb: [27017, 27018, 27019],
  redis: [6379, 6380, 25061],
  smtp: [25, 465, 587, 2465, 2525, 2587],
  imap: [143, 993],
  sftp: [22, 2222],
  ftp: [21, 990],
} as const satisfies Record<string, readonly number[]>;

/** What is spoken over a connection; decides which ports may be called. */
export type EgressService = keyof typeof servicePorts;

export interface PolicyOptions {
  readonly allow: readonly AllowEntry[];
  /** Addresses, CIDR ranges and host names of our own parts; wins over everything but an allow entry. */
  readonly deny?: readonly string[];
  /** Refuses every unencrypted call, except to an allow entry. */
  readonly httpsOnly: boolean;
}

export interface Target {
  /** Canonical: lower case, no root dot, no brackets. */
  readonly host: string;
  readonly port: number;
  readonly service: EgressService;
  /** Whether the credential travels encrypted, from the start or after an upgrade. */
  readonly isEncrypted: boolean;
}

/** Decides which of the addresses of a host may be called. Unknown means refused. */
export class Policy {
  private readonly deniedRanges: readonly Range[];
  private readonly deniedNames: readonly string[];

  constructor(private readonly options: PolicyOptions) {
    const deny = options.deny ?? [];
    this.deniedRanges = deny.map(parseRange).filter((range) => range !== null);
    this.deniedNames = deny
      .filter((entry) => parseRange(entry) === null)
      .map((name) => name.toLowerCase().replace(/\.$/, ''));
    for (const entry of options.allow) assertEntry(entry);
  }

  /** Refuses what no address could make acceptable, so that nothing is even resolved for it. */
  ensurePossible(target: Target): void {
    const couldBeListed = this.options.allow.some((entry) => entry.port === target.port);
    if (!couldBeListed && !this.isPublicTarget(target)) throw new EgressError('blocked');
  }

  /**
   * Returns the addresses to connect to. Every address must pass: a name that answers with a public and a private
   * address is an attack. Only where an allow entry matches are the other addresses of the name left aside.
   */
  admit(target: Target, addresses: readonly string[]): readonly string[] {
    const listed = addresses.filter((address) => this.isListed(address, target.port));
    if (listed.length > 0) return listed;
    const isRefused = (address: string) => isBlockedAddress(address) || isWithin(address, this.deniedRanges);
    if (addresses.length === 0 || !this.isPublicTarget(target) || addresses.some(isRefused)) {
      throw new EgressError('blocked');
    }
    return addresses;
  }

  private isPublicTarget(target: Target): boolean {
    const ports: readonly number[] = servicePorts[target.service];
    if (!ports.includes(target.port) || (!target.isEncrypted && this.options.httpsOnly)) return false;
    if (isIP(target.host) !== 0) return true;
    const isDenied = this.deniedNames.some((name) => target.host === name || target.host.endsWith(`.${name}`));
    return !isDenied && !isLocalName(target.host);
  }

  private isListed(address: string, port: number): boolean {
    return this.options.allow.some((entry) => entry.port === port && isSameAddress(entry.address, address));
  }
}

function assertEntry(entry: AllowEntry): void {
  const isPort = Number.isInteger(entry.port) && entry.port > 0 && entry.port < 65_536;
  if (!isPort || parseAddress(entry.address) === null) {
    throw new RangeError(`egress allow entry ${entry.name} must name one address and one port`);
  }
}

/** Reads `name=address:port` entries, separated by commas; IPv6 in brackets. Throws on anything else. */
export function parseAllowEntries(text: string): AllowEntry[] {
  const entries = text.split(',').map((entry) => entry.trim());
  return entries.filter(Boolean).map((entry) => {
    const match = /^([a-z0-9-]+)=(?:\[([^\]]+)\]|([^:]+)):([0-9]{1,5})$/.exec(entry);
    if (!match) throw new RangeError('an egress allow entry is written name=address:port');
    const parsed = { name: match[1] ?? '', address: match[2] ?? match[3] ?? '', port: Number(match[4]) };
    assertEntry(parsed);
    return parsed;
  });
}
