import * as field from '../http/fields.ts';
import { auth, badRequest, data, denied, keys, noContent, VaultError, type Reply } from '../http/reply.ts';
import { Routes, type Backend, type Call } from '../http/routes.ts';
import { planToken, requireToken } from './create.ts';
import { authBlock, describe, type TokenEntry } from './token.ts';
import type { TokenStore } from './token-store.ts';

/** `auth/token/`: https://developer.hashicorp.com/vault/api-docs/auth/token */
export class TokenBackend implements Backend {
  readonly type = 'token';
  readonly #store: TokenStore;
  readonly #mayRenew: (entry: TokenEntry) => void;
  readonly #routes: Routes;

  /** `mayRenew` lets the auth method that issued a token refuse its renewal. */
  constructor(store: TokenStore, mayRenew: (entry: TokenEntry) => void) {
    this.#store = store;
    this.#mayRenew = mayRenew;
    const self = (call: Call) => ({ id: this.#idOf(call), entry: requireToken(call) });
    const namedOrSelf = (call: Call) => (this.#tokenField(call) === '' ? self(call) : this.#named(call));
    const byAccessor = (call: Call) => this.#byAccessor(call);
    this.#routes = new Routes()
      .on('create', { write: (call) => this.#create(call, false) })
      .on('create-orphan', { write: (call) => this.#create(call, true) })
      .on('lookup-self', { read: (call) => this.#lookup(self(call)), write: (call) => this.#lookup(self(call)) })
      .on('lookup', {
        read: (call) => this.#lookup(namedOrSelf(call)),
        write: (call) => this.#lookup(namedOrSelf(call)),
      })
      .on('lookup-accessor', { write: (call) => this.#lookup(byAccessor(call)) })
      .on('renew-self', { write: (call) => this.#renew(call, self(call)) })
      .on('renew', { write: (call) => this.#renew(call, this.#named(call, badRequest('token not found'))) })
      .on('renew-accessor', { write: (call) => this.#renew(call, byAccessor(call)) })
      .on('revoke-self', { write: (call) => this.#revoke(requireToken(call)) })
      .on('revoke', { write: (call) => this.#revoke(this.#store.byId(this.#requiredToken(call))) })
      .on('revoke-accessor', { write: (call) => this.#revoke(byAccessor(call).entry) })
      .on('revoke-orphan', {
        write: (call) =>
          this.#revoke(this.#named(call, badRequest('token to revoke not found')).entry, { keepChildren: true }),
      })
      .on('accessors', { list: () => keys(this.#store.accessors()) });
  }

  needsSudo(path: string): boolean {
    return /^(?:accessors\/?|revoke-orphan)$/.test(path);
  }

  handle(call: Call): Reply {
    return this.#routes.handle(call);
  }

  #create(call: Call, orphan: boolean): Reply {
    const { plan, id } = planToken(call, requireToken(call), { orphan });
    if (id !== undefined && this.#store.byId(id)) throw badRequest('cannot create a token with a duplicate ID');
    const made = this.#store.create(plan, id);
    return auth(authBlock(made.entry.record, made.id, Date.now()));
  }

  #lookup({ id, entry }: { id: string; entry: TokenEntry }): Reply {
    return data(describe(entry.record, id, Date.now()));
  }

  #renew(call: Call, { id, entry }: { id: string; entry: TokenEntry }): Reply {
    const record = entry.record;
    if (!record.renewable || record.expiresAt === 0) throw badRequest('lease is not renewable');
    this.#mayRenew(entry);
    const now = Date.now();
    const wanted = record.period || field.seconds(call.body, 'increment') || record.creationTtl;
    const limits = [record.maxTtl, record.explicitMaxTtl]
      .filter((limit) => limit > 0)
      .map((limit) => record.createdAt + limit * 1000);
    const expiresAt = Math.min(now + wanted * 1000, ...limits);
    const renewed = this.#store.save({ ...entry, record: { ...record, expiresAt, renewedAt: now } });
    return auth(authBlock(renewed.record, id, now));
  }

  #revoke(entry: TokenEntry | undefined, options: { keepChildren?: boolean } = {}): Reply {
    if (entry) this.#store.revoke(entry.hash, options);
    return noContent;
  }

  #named(call: Call, missing = new VaultError(403, 'bad token')): { id: string; entry: TokenEntry } {
    const id = this.#requiredToken(call);
    const entry = this.#store.byId(id);
    if (!entry) throw missing;
    return { id, entry };
  }

  #byAccessor(call: Call): { id: string; entry: TokenEntry } {
    const accessor = field.text(call.body, 'accessor');
    if (!accessor) throw badRequest('missing accessor');
    const entry = this.#store.byAccessor(accessor);
    if (!entry) throw badRequest('invalid accessor');
    return { id: '', entry };
  }

  #tokenField(call: Call): string {
    return field.text(call.body, 'token') || (call.query.get('token') ?? '');
  }

  #requiredToken(call: Call): string {
    const id = this.#tokenField(call);
    if (!id) throw badRequest('missing token ID');
    return id;
  }

  #idOf(call: Call): string {
    if (call.tokenId === undefined) throw denied();
    return call.tokenId;
  }
}
