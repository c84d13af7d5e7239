import { logicalPath } from './http/path.ts';
import type { JsonObject } from './http/json.ts';
import { badRequest, denied, VaultError, type Reply } from './http/reply.ts';
import type { Backend, Call, Operation } from './http/routes.ts';
import type { Capability } from './policy/policy.ts';
import { Policies } from './policy/policies.ts';
import { openRoutes } from './seal/seal-routes.ts';
import { Seal } from './seal/seal.ts';
import type { Store } from './storage/store.ts';
import { Mounts } from './sys/mounts.ts';
import { SysBackend } from './sys/sys-backend.ts';
import { isRoot, type TokenEntry } from './tokens/token.ts';
import { TokenBackend } from './tokens/token-backend.ts';
import { TokenStore } from './tokens/token-store.ts';

/** One HTTP request, read but not yet judged. */
export interface VaultRequest {
  operation: Operation;
  rawPath: string;
  query: URLSearchParams;
  body: JsonObject;
  contentType: string;
  tokenId: string;
  remoteAddress: string;
}

/** What exists only while the Vault is open. */
interface Opened {
  store: Store;
  tokens: TokenStore;
  policies: Policies;
  mounts: Mounts;
}

/** From a request to a reply: seal, token, policy, backend, disk. */
export class Core {
  readonly #seal: Seal;
  readonly #open: ReturnType<typeof openRoutes>;
  #opened: Opened | undefined;
  /** Opening and sealing happen one at a time. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(dir: string, options: { forgetUnopened: boolean }) {
    this.#seal = new Seal(dir, options);
    this.#open = openRoutes(this.#seal, { furnish, opened: () => (this.#opened = this.#start()) });
  }

  async handle(request: VaultRequest): Promise<Reply> {
    const path = logicalPath(request.rawPath);
    const open = this.#open.get(path.replace(/\/$/, ''));
    if (open) return this.#inTurn(() => open(request));
    const opened = this.#current();
    const reply = opened.store.transaction(() => answer(opened, request, path));
    await opened.store.durable();
    if (reply instanceof VaultError) throw reply;
    if (path === 'sys/seal') await this.close();
    return reply;
  }

  /** Seals. */
  async close(): Promise<void> {
    this.#opened = undefined;
    await this.#inTurn(() => this.#seal.close());
  }

  /** Removes what has expired. */
  sweep(): void {
    if (!this.#opened) return;
    const { store, tokens, mounts } = this.#current();
    store.transaction(() => {
      tokens.sweep();
      mounts.sweep();
    });
    store.durable().catch(() => undefined);
  }

  #current(): Opened {
    if (!this.#opened || this.#opened.store !== this.#seal.store) throw new VaultError(503, 'Vault is sealed');
    return this.#opened;
  }

  #start(): Opened {
    const store = this.#seal.store;
    if (!store) throw new Error('the store is not open');
    const tokens = new TokenStore(store.root.folder('token'));
    const policies = new Policies(store.root.folder('policy'));
    const mounts = new Mounts(store.root, tokens);
    mounts.attach('auth/token/', new TokenBackend(tokens, (entry) => mounts.mayRenew(entry)));
    mounts.attach('sys/', new SysBackend({ mounts, policies, tokens }));
    return { store, tokens, policies, mounts };
  }

  #inTurn<T>(work: () => T | Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }
}

/** What every new Vault holds, and its root token. */
function furnish(store: Store): string {
  TokenStore.furnish(store.root.folder('token'));
  new Policies(store.root.folder('policy')).furnish();
  Mounts.furnish(store.root);
  const root = {
    policies: ['root'],
    path: 'auth/token/root',
    meta: null,
    displayName: 'root',
    numUses: 0,
    parent: '',
    period: 0,
  };
  return new TokenStore(store.root.folder('token')).create({
    ...root,
    ttl: 0,
    explicitMaxTtl: 0,
    maxTtl: 0,
    renewable: false,
    boundCidrs: [],
  }).id;
}

/**
 * Judges and runs one request. A token's use is counted even when the request then fails, so a refusal of the backend
 * is returned and not thrown: a throw would take the count back.
 */
function answer(opened: Opened, request: VaultRequest, path: string): Reply | VaultError {
  const found = opened.mounts.find(path);
  const relative = relativePath(request.operation, path, found?.prefix);
  const call: Call = { ...request, path: relative, sudo: false };
  if (found?.backend.isOpen?.(relative)) return found.backend.handle(call);
  if (!request.tokenId) throw denied();
  const token = opened.tokens.use(request.tokenId, request.remoteAddress);
  try {
    const sudo = authorise(opened, token, request.operation, path, found && { backend: found.backend, relative });
    if (!found) throw new VaultError(404, `no handler for route "${path}"`);
    if (path.endsWith('/') && (request.operation === 'write' || request.operation === 'patch'))
      throw badRequest("cannot write to a path ending in '/'");
    return opened.store.savepoint(() => found.backend.handle({ ...call, token, tokenId: request.tokenId, sudo }));
  } catch (error) {
    if (error instanceof VaultError) return error;
    throw error;
  } finally {
    if (token.record.numUses < 0) opened.tokens.revoke(token.hash);
  }
}

/** Below the mount. A folder is listed with or without its slash; for anything else the slash is part of the name. */
function relativePath(operation: Operation, path: string, prefix = ''): string {
  const relative = path.slice(prefix.length);
  return operation === 'list' ? relative.replace(/\/$/, '') : relative;
}

/** Refuses what the token's policies do not grant; tells whether it holds `sudo` on the path. */
function authorise(
  opened: Opened,
  token: TokenEntry,
  operation: Operation,
  path: string,
  target: { backend: Backend; relative: string } | undefined,
): boolean {
  if (isRoot(token)) return true;
  const isList = operation === 'list';
  const granted = opened.policies
    .acl(token.record.policies)
    .on(isList && !path.endsWith('/') ? `${path}/` : path, isList);
  const isNew = operation === 'write' && target?.backend.exists?.(target.relative) === false;
  const needed: Capability = operation === 'write' ? (isNew ? 'create' : 'update') : operation;
  if (!granted.has(needed)) throw denied();
  if (target?.backend.needsSudo?.(target.relative, operation) && !granted.has('sudo')) throw denied();
  return granted.has('sudo');
}
