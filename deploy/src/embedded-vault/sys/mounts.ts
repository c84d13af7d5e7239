import { AppRoleBackend } from '../approle/approle-backend.ts';
import { badRequest } from '../http/reply.ts';
import type { Backend } from '../http/routes.ts';
import { KvBackend } from '../kv/kv-backend.ts';
import type { Folder } from '../storage/store.ts';
import type { TokenEntry } from '../tokens/token.ts';
import type { TokenStore } from '../tokens/token-store.ts';
import { TransitBackend } from '../transit/transit-backend.ts';
import { newMount, type Mount } from './mount.ts';

export type MountKind = 'auth' | 'secret';

/** Which backend answers which path. `auth/` and `sys/` belong to the system and cannot be mounted over. */
export class Mounts {
  readonly #root: Folder;
  readonly #tables: Record<MountKind, Folder>;
  readonly #tokens: TokenStore;
  readonly #backends = new Map<string, { mount: Mount; backend: Backend }>();

  constructor(root: Folder, tokens: TokenStore) {
    this.#root = root;
    this.#tables = { auth: root.folder('mounts/auth'), secret: root.folder('mounts/secret') };
    this.#tokens = tokens;
    for (const kind of ['auth', 'secret'] as const) {
      for (const uuid of this.#tables[kind].list('')) this.#start(kind, this.#tables[kind].get<Mount>(uuid));
    }
  }

  static furnish(root: Folder): void {
    const builtIn = [
      ['auth', newMount('token/', 'token', 'token based credentials', null, 'auth')],
      ['secret', newMount('sys/', 'system', 'system endpoints used for control, policy and debugging', null, 'secret')],
    ] as const;
    for (const [kind, mount] of builtIn) root.put(`mounts/${kind}/${mount.uuid}`, mount);
  }

  /** Gives a built-in mount its backend. */
  attach(path: string, backend: Backend): void {
    const known = this.#backends.get(path);
    this.#backends.set(path, { mount: known?.mount ?? newMount(path, backend.type, '', null, 'secret'), backend });
  }

  list(kind: MountKind): Mount[] {
    const table = this.#tables[kind];
    return table
      .list('')
      .flatMap((uuid) => table.get<Mount>(uuid) ?? [])
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** The backend whose mount path is the longest prefix of the request's path. */
  find(path: string): { prefix: string; mount: Mount; backend: Backend } | undefined {
    for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 2) + 1) {
      const prefix = path[end - 1] === '/' ? path.slice(0, end) : `${path.slice(0, end)}/`;
      const found = this.#backends.get(prefix);
      if (found) return { prefix, ...found };
    }
    return undefined;
  }

  enable(kind: MountKind, mount: Mount): void {
    const path = fullPath(kind, mount.path);
    if (kind === 'secret' && /^(?:auth|sys|cubbyhole|identity)\//.test(path))
      throw badRequest(`cannot mount over "${path}"`);
    const clash = [...this.#backends.keys()].find((known) => known.startsWith(path) || path.startsWith(known));
    if (clash !== undefined) throw badRequest(`path is already in use at ${clash}`);
    this.#tables[kind].put(mount.uuid, mount);
    if (mount.type === 'approle') AppRoleBackend.furnish(this.#data(mount));
    this.#start(kind, mount);
  }

  /** Removes a mount with everything in it, and the tokens an auth method issued. */
  disable(kind: MountKind, path: string): void {
    const mount = this.list(kind).find((known) => known.path === `${path}/`);
    if (mount?.type === 'system' || mount?.type === 'token') throw badRequest(`cannot remove "${path}/"`);
    if (!mount) return;
    if (kind === 'auth') this.#tokens.revokeIssuedUnder(fullPath(kind, mount.path));
    this.#root.deleteFolder(`data/${mount.uuid}`);
    this.#tables[kind].delete(mount.uuid);
    this.#backends.delete(fullPath(kind, mount.path));
  }

  /** Asks the auth method that issued a token whether it may be renewed. */
  mayRenew(entry: TokenEntry): void {
    const backend = this.find(entry.record.path)?.backend;
    if (backend instanceof AppRoleBackend) backend.mayRenew(entry);
  }

  sweep(): void {
    for (const { backend } of this.#backends.values()) {
      if (backend instanceof AppRoleBackend) backend.sweep();
    }
  }

  #start(kind: MountKind, mount: Mount | undefined): void {
    if (!mount) return;
    const path = fullPath(kind, mount.path);
    const backend = this.#backendFor(mount, path);
    if (backend) this.#backends.set(path, { mount, backend });
  }

  #backendFor(mount: Mount, path: string): Backend | undefined {
    if (mount.type === 'kv') return new KvBackend(this.#data(mount));
    if (mount.type === 'transit') return new TransitBackend(this.#data(mount));
    if (mount.type === 'approle') return new AppRoleBackend(this.#data(mount), this.#tokens, path);
    return undefined;
  }

  #data(mount: Mount): Folder {
    return this.#root.folder(`data/${mount.uuid}`);
  }
}

const fullPath = (kind: MountKind, path: string): string => (kind === 'auth' ? `auth/${path}` : path);
