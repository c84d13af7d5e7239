/**
 * Uninitialised, sealed or open. The unseal key (whole, or split into shares) opens the barrier keyring, the
 * keyring opens the store. https://developer.hashicorp.com/vault/docs/concepts/seal
 */
import { randomBytes, randomUUID } from 'node:crypto';
import path from 'node:path';
import { badRequest, VaultError } from '../http/reply.ts';
import * as cipher from '../storage/cipher.ts';
import { DamagedJournal } from '../storage/journal.ts';
import { Store } from '../storage/store.ts';
import { SealFile, type SealConfig } from './seal-file.ts';
import { split } from './shamir.ts';
import { UnsealProgress } from './unseal-progress.ts';

const KEY_BYTES = 32;

export class Seal {
  readonly progress = new UnsealProgress();
  readonly #file: SealFile;
  readonly #storePath: string;
  #config: SealConfig | undefined;
  #store: Store | undefined;

  constructor(dir: string, options: { forgetUnopened: boolean }) {
    this.#file = new SealFile(dir);
    this.#storePath = path.join(dir, 'store.journal');
    this.#config = this.#file.read();
    if (options.forgetUnopened && this.#config && !this.#config.isOpened) {
      this.#file.forget();
      this.#config = undefined;
    }
  }

  get config(): SealConfig | undefined {
    return this.#config;
  }

  get store(): Store | undefined {
    return this.#store;
  }

  /** Makes a new, sealed Vault; `furnish` puts into its store what every Vault starts with. */
  async initialise(
    shares: number,
    threshold: number,
    furnish: (store: Store) => string,
  ): Promise<{ keys: Buffer[]; rootToken: string }> {
    if (this.#config) throw badRequest('Vault is already initialized');
    if (shares < 1 || shares > 255 || threshold < 1 || threshold > shares || (shares > 1 && threshold === 1)) {
      throw badRequest('invalid seal configuration: threshold must be 2 or more, and not above the number of shares');
    }
    const unsealKey = randomBytes(KEY_BYTES);
    const keyring = randomBytes(KEY_BYTES);
    const store = await Store.create(this.#storePath, keyring);
    const rootToken = store.transaction(() => furnish(store));
    await store.durable();
    await store.close();
    const clusterId = randomUUID();
    const config: SealConfig = {
      format: 1,
      shares,
      threshold,
      clusterId,
      clusterName: `dev-embedded-${clusterId.slice(0, 8)}`,
      keyring: cipher.seal(unsealKey, keyring).toString('base64'),
      isOpened: false,
    };
    await this.#file.write(config);
    this.#config = config;
    return { keys: shares === 1 ? [unsealKey] : split(unsealKey, shares, threshold), rootToken };
  }

  /** Gives one share. True when it was the last one needed and the Vault is now open. */
  async unseal(share: Buffer): Promise<boolean> {
    const config = this.#config;
    if (!config) throw badRequest('server is not yet initialized');
    if (this.#store) return false;
    if (share.length !== KEY_BYTES + (config.shares === 1 ? 0 : 1)) throw badRequest('the key has the wrong length');
    const unsealKey = this.progress.add(share, config.threshold);
    if (!unsealKey) return false;
    const keyring = cipher.open(unsealKey, Buffer.from(config.keyring, 'base64'));
    if (!keyring) throw badRequest('failed to decrypt the keyring: invalid key');
    try {
      this.#store = await Store.open(this.#storePath, keyring, () => void this.close());
    } catch (error) {
      if (error instanceof DamagedJournal) throw new VaultError(500, error.message);
      throw error;
    }
    if (!config.isOpened) {
      this.#config = { ...config, isOpened: true };
      await this.#file.write(this.#config);
    }
    return true;
  }

  /** Seals: forgets the keyring and everything read with it. */
  async close(): Promise<void> {
    const store = this.#store;
    this.#store = undefined;
    this.progress.reset();
    await store?.close();
  }
}
