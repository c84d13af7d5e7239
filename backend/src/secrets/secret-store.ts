import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { z } from 'zod';
import { CONFIG, Problem, type Config } from '../platform/index.ts';
import { secretFolder, secretPath, type SecretPlace } from './secret-path.ts';
import { unusable, VaultReply, VaultSession, type VaultIdentity } from './vault-session.ts';
import { VaultTransport } from './vault-transport.ts';

/** The secret fields of a credential, by field name. */
export type SecretFields = Record<string, string>;

const stored = z.object({ data: z.object({ data: z.object({ fields: z.record(z.string(), z.string()) }) }) });
const written = z.object({ data: z.object({ version: z.literal(1) }) });
const listed = z.object({ data: z.object({ keys: z.array(z.string()) }) });
const signingKey = 'drawbridge-audit';
const signed = z.object({ data: z.object({ signature: z.string() }) });
const verified = z.object({ data: z.object({ valid: z.boolean() }) });
const health = z.object({ initialized: z.boolean(), sealed: z.boolean(), version: z.string().optional() });

/**
 * Secrets in Vault's KV version 2. Each place is written once: check-and-set 0 makes a repeated write harmless.
 * Three identities, each with the policy that its work needs: writer, publisher, resolver.
 */
@Injectable()
export class SecretStore implements OnApplicationShutdown {
  private readonly transport: VaultTransport;
  private readonly writer: VaultSession;
  private readonly publisher: VaultSession;
  private readonly resolver: VaultSession;
  private readonly mount: string;

  constructor(@Inject(CONFIG) private readonly config: Config) {
    this.mount = config.VAULT_KV_MOUNT;
    this.transport = new VaultTransport(config.VAULT_ADDR, config.VAULT_CACERT);
    this.writer = this.session(config.VAULT_ROLE_ID, config.VAULT_SECRET_ID);
    this.publisher = this.session(config.VAULT_PUBLISHER_ROLE_ID, config.VAULT_PUBLISHER_SECRET_ID);
    this.resolver = this.session(config.VAULT_RESOLVER_ROLE_ID, config.VAULT_RESOLVER_SECRET_ID);
  }

  /** Writes a new secret. A second write of the same place is taken as the first one's repetition. */
  async write(place: SecretPlace, fields: SecretFields): Promise<void> {
    await this.put(this.sessionFor(place), place, fields);
  }

  /** Reads a secret for use. */
  async read(place: SecretPlace): Promise<SecretFields> {
    // The resolver's policy knows no platform path: an OAuth client's secret is never a workflow's.
    return this.get(place.area === 'platform' ? this.writer : this.resolver, place);
  }

  /** Copies a tenant's secret, or what `chosen` leaves of it, to the place of its published copy. */
  async publish(from: SecretPlace, to: SecretPlace, chosen?: (fields: SecretFields) => SecretFields): Promise<void> {
    const fields = await this.get(this.publisher, from);
    await this.put(this.publisher, to, chosen ? chosen(fields) : fields);
  }

  /** Destroys a secret, all its versions and what is known of it. It may be gone already. */
  async destroy(place: SecretPlace): Promise<void> {
    const path = secretPath(this.mount, 'metadata', place);
    try {
      await this.sessionFor(place).call((vault) => vault.delete(path));
    } catch (error) {
      if (!(error instanceof VaultReply && error.status === 404)) throw error;
    }
  }

  /** The owners in an area, or the secrets of one owner: UUIDs only. */
  async list(area: SecretPlace['area'], owner?: string): Promise<string[]> {
    const session = area === 'global' ? this.publisher : this.writer;
    try {
      const reply: unknown = await session.call((vault) => vault.list(secretFolder(this.mount, area, owner)));
      return listed.parse(reply).data.keys.map((key) => key.replace(/\/$/, ''));
    } catch (error) {
      // Vault answers 404 to an empty folder.
      if (error instanceof VaultReply) return [];
      throw error;
    }
  }

  /** Signs a digest with the key that only Vault knows (transit, ed25519). */
  async sign(digest: Buffer): Promise<string> {
    const path = `${this.config.VAULT_TRANSIT_MOUNT}/sign/${signingKey}`;
    const reply: unknown = await this.writer.call((vault) => vault.write(path, { input: digest.toString('base64') }));
    return signed.parse(reply).data.signature;
  }

  /** Whether the signature is Vault's own over this digest. */
  async verify(digest: Buffer, signature: string): Promise<boolean> {
    const path = `${this.config.VAULT_TRANSIT_MOUNT}/verify/${signingKey}`;
    try {
      const reply: unknown = await this.writer.call((vault) =>
        vault.write(path, { input: digest.toString('base64'), signature }),
      );
      return verified.parse(reply).data.valid;
    } catch (error) {
      // Vault answers 400 to what is no signature at all.
      if (error instanceof VaultReply) return false;
      throw error;
    }
  }

  /** Whether Vault answers, is initialized and unsealed. */
  async health(): Promise<{ ok: boolean; detail: string }> {
    try {
      const reply = await this.askHealth();
      if (!reply.initialized) return { ok: false, detail: 'Vault is not initialized.' };
      if (reply.sealed) return { ok: false, detail: 'Vault is sealed.' };
      await this.resolver.call((vault) => vault.tokenLookupSelf());
      return { ok: true, detail: 'Vault is unsealed and knows our role.' };
    } catch (error) {
      return { ok: false, detail: error instanceof Problem ? error.message : 'Vault cannot be reached.' };
    }
  }

  /**
   * Production: refuses the embedded Vault, and a role that can do everything. A Vault that cannot be reached now is
   * checked at each login instead.
   */
  async refuseUnsafe(): Promise<void> {
    if (this.config.NODE_ENV !== 'production') return;
    try {
      if ((await this.askHealth()).version?.includes('embedded'))
        throw new UnsafeVault(
          'The embedded Vault must not be used when NODE_ENV is production. Set VAULT_ADDR to a HashiCorp Vault or OpenBao server.',
        );
      for (const session of [this.writer, this.publisher, this.resolver])
        await session.call((vault) => vault.tokenLookupSelf());
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
    }
  }

  private async askHealth(): Promise<z.infer<typeof health>> {
    const uri = `${this.config.VAULT_ADDR.replace(/\/$/, '')}/v1/sys/health?standbyok=true`;
    return health.parse((await this.transport.defaults()({ uri, method: 'GET' })).body);
  }

  async onApplicationShutdown(): Promise<void> {
    for (const session of [this.writer, this.publisher, this.resolver]) session.close();
    await this.transport.close();
  }

  private sessionFor(place: SecretPlace): VaultSession {
    return place.area === 'global' ? this.publisher : this.writer;
  }

  private async put(session: VaultSession, place: SecretPlace, fields: SecretFields): Promise<void> {
    const path = secretPath(this.mount, 'data', place);
    try {
      const reply: unknown = await session.call((vault) =>
        vault.write(path, { data: { fields }, options: { cas: 0 } }),
      );
      // Only what Vault says to have stored is stored: a proxy can answer 200 as well.
      if (!written.safeParse(reply).success) throw unusable('not the reply to a write');
    } catch (error) {
      if (!(error instanceof VaultReply && error.status === 400)) throw error;
      // The place is new for each secret, so a version that is there is what an earlier try of ours wrote.
      await this.get(this.readerFor(place), place).catch((missing: unknown) => {
        throw missing instanceof SecretMissing ? unusable('a write was refused') : missing;
      });
    }
  }

  private readerFor(place: SecretPlace): VaultSession {
    return place.area === 'platform' ? this.writer : place.area === 'global' ? this.publisher : this.resolver;
  }

  private async get(session: VaultSession, place: SecretPlace): Promise<SecretFields> {
    const path = secretPath(this.mount, 'data', place);
    try {
      const reply: unknown = await session.call((vault) => vault.read(path));
      return stored.parse(reply).data.data.fields;
    } catch (error) {
      if (error instanceof VaultReply && error.status === 404) throw new SecretMissing();
      if (error instanceof VaultReply || error instanceof z.ZodError) throw unusable('not the reply to a read');
      throw error;
    }
  }

  private session(roleId: string | undefined, secretId: string | undefined): VaultSession {
    const { config } = this;
    const identity: VaultIdentity =
      roleId !== undefined && secretId !== undefined
        ? { kind: 'approle', roleId, secretId }
        : config.VAULT_ROLE_ID !== undefined && config.VAULT_SECRET_ID !== undefined
          ? { kind: 'approle', roleId: config.VAULT_ROLE_ID, secretId: config.VAULT_SECRET_ID }
          : { kind: 'kubernetes', role: config.VAULT_K8S_ROLE ?? '', tokenFile: config.VAULT_K8S_TOKEN_FILE };
    return new VaultSession({
      address: config.VAULT_ADDR,
      namespace: config.VAULT_NAMESPACE,
      transport: this.transport,
      identity,
      refuseRoot: config.NODE_ENV === 'production',
    });
  }
}

/** Vault answers, but holds nothing at the place that the database points to. */
export class SecretMissing extends Error {
  constructor() {
    super('the secret is missing');
  }
}

/** Stops the start with one sentence. */
export class UnsafeVault extends Error {}
