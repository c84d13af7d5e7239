import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import type { Folder } from '../storage/store.ts';

/** A secret id as stored; it is found by a keyed hash of itself. Times are milliseconds, 0 for never. */
export interface SecretId {
  accessor: string;
  metadata: Record<string, string>;
  boundCidrs: string[];
  tokenBoundCidrs: string[];
  /** Uses left; 0 is unlimited. */
  numUses: number;
  ttl: number;
  createdAt: number;
  updatedAt: number;
  expiresAt: number;
}

export class SecretIds {
  readonly #folder: Folder;
  readonly #salt: string;

  constructor(folder: Folder, salt: string) {
    this.#folder = folder;
    this.#salt = salt;
  }

  create(
    role: string,
    wanted: Pick<SecretId, 'metadata' | 'boundCidrs' | 'tokenBoundCidrs' | 'numUses' | 'ttl'>,
    id: string = randomUUID(),
  ): { id: string; record: SecretId } {
    const now = Date.now();
    const record: SecretId = {
      ...wanted,
      accessor: randomBytes(18).toString('hex'),
      createdAt: now,
      updatedAt: now,
      expiresAt: wanted.ttl === 0 ? 0 : now + wanted.ttl * 1000,
    };
    this.#folder.put(`${role}/id/${this.#hash(id)}`, record);
    this.#folder.put(`${role}/accessor/${record.accessor}`, this.#hash(id));
    return { id, record };
  }

  find(role: string, id: string): SecretId | undefined {
    return this.#live(role, this.#hash(id));
  }

  findByAccessor(role: string, accessor: string): SecretId | undefined {
    const hash = this.#folder.get<string>(`${role}/accessor/${accessor}`);
    return hash === undefined ? undefined : this.#live(role, hash);
  }

  /** Counts one login; the last allowed one removes the secret id. */
  use(role: string, id: string, record: SecretId): void {
    if (record.numUses === 1) this.delete(role, record);
    else if (record.numUses > 1)
      this.#folder.put(`${role}/id/${this.#hash(id)}`, {
        ...record,
        numUses: record.numUses - 1,
        updatedAt: Date.now(),
      });
  }

  delete(role: string, { accessor }: SecretId): void {
    const hash = this.#folder.get<string>(`${role}/accessor/${accessor}`);
    if (hash !== undefined) this.#folder.delete(`${role}/id/${hash}`);
    this.#folder.delete(`${role}/accessor/${accessor}`);
  }

  deleteAll(role: string): void {
    this.#folder.deleteFolder(role);
  }

  accessors(role: string): string[] {
    return this.#folder.list(`${role}/accessor`).filter((accessor) => this.findByAccessor(role, accessor));
  }

  /** Removes what has expired. */
  sweep(role: string): void {
    for (const hash of this.#folder.list(`${role}/id`)) {
      const record = this.#folder.get<SecretId>(`${role}/id/${hash}`);
      if (record && !this.#live(role, hash)) this.delete(role, record);
    }
  }

  #live(role: string, hash: string): SecretId | undefined {
    const record = this.#folder.get<SecretId>(`${role}/id/${hash}`);
    return record && (record.expiresAt === 0 || record.expiresAt > Date.now()) ? record : undefined;
  }

  #hash(id: string): string {
    return createHmac('sha256', this.#salt).update(id).digest('hex');
  }
}

/** The body of a lookup: https://developer.hashicorp.com/vault/api-docs/auth/approle#read-approle-secret-id */
export const describeSecretId = (record: SecretId) => ({
  cidr_list: record.boundCidrs,
  creation_time: new Date(record.createdAt).toISOString(),
  expiration_time: record.expiresAt === 0 ? '0001-01-01T00:00:00Z' : new Date(record.expiresAt).toISOString(),
  last_updated_time: new Date(record.updatedAt).toISOString(),
  metadata: record.metadata,
  secret_id_accessor: record.accessor,
  secret_id_num_uses: record.numUses,
  secret_id_ttl: record.ttl,
  token_bound_cidrs: record.tokenBoundCidrs,
});
