import { readFileSync } from 'node:fs';
import NodeVault, { type client } from 'node-vault';
import { z } from 'zod';
import { Problem } from '../platform/index.ts';
import type { VaultTransport } from './vault-transport.ts';

/** How this session proves who it is. */
export type VaultIdentity =
  { kind: 'approle'; roleId: string; secretId: string } | { kind: 'kubernetes'; role: string; tokenFile: string };

interface Options {
  address: string;
  namespace?: string | undefined;
  transport: VaultTransport;
  identity: VaultIdentity;
  /** Production: a token that can do everything is refused. */
  refuseRoot: boolean;
}

const login = z.object({
  auth: z.object({
    client_token: z.string(),
    lease_duration: z.number(),
    renewable: z.boolean(),
    policies: z.array(z.string()),
  }),
});

/** One login at Vault, renewed at two thirds of its time and made anew when Vault no longer knows it. */
export class VaultSession {
  private readonly vault: client;
  private entering: Promise<void> | undefined;
  private renewal: NodeJS.Timeout | undefined;

  constructor(private readonly options: Options) {
    this.vault = NodeVault({
      endpoint: options.address,
      ...(options.namespace !== undefined && { namespace: options.namespace }),
      noCustomHTTPVerbs: true,
      'request-promise': options.transport,
      // Its debug output would print what is written.
      debug: () => undefined,
    });
    this.vault.token = '';
  }

  /** Calls Vault as this identity; logs in first where needed, and once more when the token is refused. */
  async call<T>(work: (vault: client) => Promise<T>): Promise<T> {
    if (!this.vault.token) await this.enter();
    const used = this.vault.token;
    try {
      return await work(this.vault);
    } catch (error) {
      if (statusOf(error) !== 403) throw translated(error);
      // Another call may have logged in anew meanwhile.
      if (this.vault.token === used) this.vault.token = '';
      if (!this.vault.token) await this.enter();
      return work(this.vault).catch((again: unknown) => {
        throw translated(again);
      });
    }
  }

  close(): void {
    clearTimeout(this.renewal);
  }

  private enter(): Promise<void> {
    this.entering ??= this.login().finally(() => {
      this.entering = undefined;
    });
    return this.entering;
  }

  private async login(): Promise<void> {
    const { identity } = this.options;
    const reply: unknown = await (
      identity.kind === 'approle'
        ? this.vault.write('auth/approle/login', { role_id: identity.roleId, secret_id: identity.secretId })
        : this.vault.write('auth/kubernetes/login', {
            role: identity.role,
            jwt: readFileSync(identity.tokenFile, 'utf8').trim(),
          })
    ).catch((error: unknown) => {
      const failure = translated(error);
      // A refused login says nothing about the place that was to be read or written.
      throw failure instanceof VaultReply ? unusable(`login answered ${failure.status}`) : failure;
    });
    const { data, success } = login.safeParse(reply);
    if (!success) throw unusable('not the reply to a login');
    const { auth } = data;
    if (this.options.refuseRoot && auth.policies.includes('root')) throw new RootTokenRefused();
    this.vault.token = auth.client_token;
    this.renewIn(auth.lease_duration);
  }

  private renewIn(leaseSeconds: number): void {
    clearTimeout(this.renewal);
    if (leaseSeconds <= 0) return;
    const delay = Math.min(Math.floor((leaseSeconds * 2000) / 3), 2 ** 31 - 1);
    this.renewal = setTimeout(() => void this.renew(), delay);
    this.renewal.unref();
  }

  private async renew(): Promise<void> {
    try {
      const { auth } = login.parse(await this.vault.tokenRenewSelf({}));
      this.renewIn(auth.lease_duration);
    } catch {
      // The next call logs in anew.
      this.vault.token = '';
    }
  }
}

/** Production: the role of this product must not be able to do everything. */
export class RootTokenRefused extends Error {
  constructor() {
    super('The Vault role holds the root policy. Use an AppRole with the policies in deploy/vault/policies.');
  }
}

const bodyOf = (error: unknown): unknown => (error as { response?: { body?: unknown } } | null)?.response?.body;

/** The HTTP status of a reply that node-vault turned into an error. */
export function statusOf(error: unknown): number | undefined {
  const status = (error as { response?: { statusCode?: unknown } } | null)?.response?.statusCode;
  return typeof status === 'number' ? status : undefined;
}

/** What Vault answers to a place that holds nothing: no error at all, or what is left of a deleted version. */
const absence = z.union([z.object({ errors: z.array(z.string()).length(0) }), z.object({ data: z.object({}) })]);

/** Vault, or what stands in front of it, gave an answer that decides nothing. */
export const unusable = (cause: string): Problem =>
  new Problem('vault_unavailable', { detail: 'Vault gave no usable answer.', cause, retryAfter: 5 });

/** A reply of Vault as one of our errors; its text is dropped, because it may echo what was sent. */
export function translated(error: unknown): Error {
  if (error instanceof Problem || error instanceof RootTokenRefused) return error;
  const status = statusOf(error);
  if (status === 404 && absence.safeParse(bodyOf(error)).success) return new VaultReply(404);
  if (status === 503) return new Problem('vault_sealed', { detail: 'Vault is sealed.', retryAfter: 5 });
  if (status === undefined) return unusable('no status');
  if (status === 429 || (status >= 300 && status < 400) || status >= 472 || status === 412)
    return new Problem('vault_unavailable', {
      detail: 'Vault cannot serve this now.',
      cause: `status ${status}`,
      retryAfter: 5,
    });
  if (status === 400) return new VaultReply(400);
  return new Problem('vault_unavailable', {
    detail: 'Vault refused the request.',
    cause: `status ${status}`,
    retryAfter: 5,
  });
}

/** A reply that the caller decides about: 400 (check-and-set did not match) or 404. */
export class VaultReply extends Error {
  constructor(readonly status: 400 | 404) {
    super(`Vault answered ${status}`);
  }
}
