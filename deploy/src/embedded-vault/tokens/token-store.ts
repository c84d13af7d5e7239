import { createHmac, randomBytes } from 'node:crypto';
import { denied } from '../http/reply.ts';
import type { Folder } from '../storage/store.ts';
import { isInside } from './cidr.ts';
import { isExpired, type TokenEntry, type TokenRecord } from './token.ts';

/** 32 days: the longest lease unless a token is periodic. https://developer.hashicorp.com/vault/docs/configuration#max_lease_ttl */
export const SYSTEM_MAX_TTL = 768 * 3600;

export type NewToken = Omit<
  TokenRecord,
  'accessor' | 'createdAt' | 'renewedAt' | 'expiresAt' | 'leaseId' | 'creationTtl'
> & { ttl: number };

/** All tokens, their accessors and who is whose child. */
export class TokenStore {
  readonly #tokens: Folder;
  readonly #accessors: Folder;
  readonly #children: Folder;
  readonly #leases: Folder;
  readonly #salt: string;

  constructor(folder: Folder) {
    this.#tokens = folder.folder('id');
    this.#accessors = folder.folder('accessor');
    this.#children = folder.folder('child');
    this.#leases = folder.folder('lease');
    this.#salt = folder.get<string>('salt') ?? '';
  }

  static furnish(folder: Folder): void {
    folder.put('salt', randomBytes(32).toString('hex'));
  }

  /** Makes a token and returns it: the only time it can be seen. */
  create(
    { ttl, ...wanted }: NewToken,
    id = `hvs.${randomBytes(24).toString('base64url')}`,
  ): { id: string; entry: TokenEntry } {
    const now = Date.now();
    const hash = this.hash(id);
    const record: TokenRecord = {
      ...wanted,
      accessor: randomBytes(18).toString('base64url'),
      createdAt: now,
      renewedAt: now,
      creationTtl: ttl,
      expiresAt: ttl === 0 ? 0 : now + ttl * 1000,
      leaseId: ttl === 0 ? '' : `${wanted.path}/h${hash}`,
    };
    this.#tokens.put(hash, record);
    this.#accessors.put(record.accessor, hash);
    if (record.leaseId) this.#leases.put(record.leaseId, hash);
    if (record.parent) this.#children.put(`${record.parent}/${hash}`, true);
    return { id, entry: { hash, record } };
  }

  hash(id: string): string {
    return createHmac('sha256', this.#salt).update(id).digest('hex');
  }

  byId(id: string): TokenEntry | undefined {
    return this.#live(this.hash(id));
  }

  byAccessor(accessor: string): TokenEntry | undefined {
    const hash = accessor.includes('/') ? undefined : this.#accessors.get<string>(accessor);
    return hash === undefined ? undefined : this.#live(hash);
  }

  byLease(leaseId: string): TokenEntry | undefined {
    const hash = this.#leases.get<string>(leaseId);
    return hash === undefined ? undefined : this.#live(hash);
  }

  accessors(): string[] {
    return this.#accessors.list('');
  }

  leases(prefix: string): string[] {
    return this.#leases.list(prefix);
  }

  /** Takes one use of a token for a request, or refuses it. The caller revokes a token whose last use this was. */
  use(id: string, remoteAddress: string): TokenEntry {
    const entry = this.byId(id);
    if (!entry || entry.record.numUses < 0 || !isInside(remoteAddress, entry.record.boundCidrs)) throw denied();
    if (entry.record.numUses === 0) return entry;
    const record = { ...entry.record, numUses: entry.record.numUses === 1 ? -1 : entry.record.numUses - 1 };
    return this.save({ ...entry, record });
  }

  save(entry: TokenEntry): TokenEntry {
    this.#tokens.put(entry.hash, entry.record);
    return entry;
  }

  /** Revokes a token with all its descendants, or leaves its children behind as orphans. */
  revoke(hash: string, options: { keepChildren?: boolean } = {}): void {
    for (const child of this.#children.list(hash)) {
      const record = this.#tokens.get<TokenRecord>(child);
      if (!options.keepChildren) this.revoke(child);
      else if (record) this.#tokens.put(child, { ...record, parent: '' });
    }
    this.#children.deleteFolder(hash);
    const record = this.#tokens.get<TokenRecord>(hash);
    if (!record) return;
    this.#tokens.delete(hash);
    this.#accessors.delete(record.accessor);
    if (record.leaseId) this.#leases.delete(record.leaseId);
    if (record.parent) this.#children.delete(`${record.parent}/${hash}`);
  }

  /** Revokes what has expired; an expired parent takes its children with it. */
  sweep(): void {
    const now = Date.now();
    for (const hash of this.#tokens.list('')) {
      const record = this.#tokens.get<TokenRecord>(hash);
      if (record && isExpired(record, now)) this.revoke(hash);
    }
  }

  /** Revokes every token that a path handed out, as when its auth method is disabled. */
  revokeIssuedUnder(prefix: string): void {
    for (const hash of this.#tokens.list('')) {
      if (this.#tokens.get<TokenRecord>(hash)?.path.startsWith(prefix)) this.revoke(hash);
    }
  }

  /** A token counts only while it and all its ancestors are alive. */
  #live(hash: string): TokenEntry | undefined {
    const record = this.#tokens.get<TokenRecord>(hash);
    if (!record || isExpired(record, Date.now())) return undefined;
    if (record.parent && !this.#live(record.parent)) return undefined;
    return { hash, record };
  }
}
