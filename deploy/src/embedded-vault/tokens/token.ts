/** A token as stored. The token itself is not: it is found by a keyed hash. Times are milliseconds, 0 for never. */
export interface TokenRecord {
  accessor: string;
  policies: string[];
  /** The API path that made it; tells which backend may refuse a renewal. */
  path: string;
  meta: Record<string, string> | null;
  displayName: string;
  /** Uses left; 0 is unlimited, -1 is used up. */
  numUses: number;
  /** Hash of the parent, or empty for an orphan. */
  parent: string;
  createdAt: number;
  /** Start of the present lease: creation or the last renewal. */
  renewedAt: number;
  expiresAt: number;
  /** Seconds given at creation, and again at a renewal that asks for none. */
  creationTtl: number;
  period: number;
  explicitMaxTtl: number;
  /** The longest life that renewals can reach, in seconds; 0 is unlimited. */
  maxTtl: number;
  renewable: boolean;
  leaseId: string;
  boundCidrs: string[];
}

/** A token in use: the record with the hash it is stored under. */
export interface TokenEntry {
  hash: string;
  record: TokenRecord;
}

export const isRoot = ({ record }: TokenEntry): boolean => record.policies.includes('root');

export const isExpired = (record: TokenRecord, now: number): boolean =>
  record.expiresAt !== 0 && record.expiresAt <= now;

/** Seconds left, rounded up so that a fresh one-hour token says 3600. */
export const ttlSeconds = (record: TokenRecord, now: number): number =>
  record.expiresAt === 0 ? 0 : Math.max(0, Math.ceil((record.expiresAt - now) / 1000));

const iso = (time: number): string => new Date(time).toISOString();

/** The body of a lookup: https://developer.hashicorp.com/vault/api-docs/auth/token#lookup-a-token */
export function describe(record: TokenRecord, id: string, now: number) {
  return {
    accessor: record.accessor,
    creation_time: Math.floor(record.createdAt / 1000),
    creation_ttl: record.creationTtl,
    display_name: record.displayName,
    entity_id: '',
    expire_time: record.expiresAt === 0 ? null : iso(record.expiresAt),
    explicit_max_ttl: record.explicitMaxTtl,
    id,
    issue_time: iso(record.createdAt),
    meta: record.meta,
    num_uses: record.numUses,
    orphan: record.parent === '',
    path: record.path,
    policies: record.policies,
    renewable: record.renewable && record.expiresAt !== 0,
    ttl: ttlSeconds(record, now),
    type: 'service',
    ...(record.period > 0 && { period: record.period }),
    ...(record.renewedAt !== record.createdAt && {
      last_renewal: iso(record.renewedAt),
      last_renewal_time: Math.floor(record.renewedAt / 1000),
    }),
    ...(record.boundCidrs.length > 0 && { bound_cidrs: record.boundCidrs }),
  };
}

/** The `auth` block of a login, a creation or a renewal. */
export function authBlock(record: TokenRecord, id: string, now: number) {
  return {
    client_token: id,
    accessor: record.accessor,
    policies: record.policies,
    token_policies: record.policies,
    metadata: record.meta,
    lease_duration: ttlSeconds(record, now),
    renewable: record.renewable && record.expiresAt !== 0,
    entity_id: '',
    token_type: 'service',
    orphan: record.parent === '',
    mfa_requirement: null,
    num_uses: record.numUses,
  };
}
