import type { JsonObject } from './json.ts';
import { VaultError, type Reply } from './reply.ts';
import type { TokenEntry } from '../tokens/token.ts';

export type Operation = 'read' | 'list' | 'write' | 'patch' | 'delete';

/** One authorised request as a backend sees it: `path` is relative to the mount. */
export interface Call {
  operation: Operation;
  path: string;
  body: JsonObject;
  query: URLSearchParams;
  contentType: string;
  remoteAddress: string;
  /** The caller's token; absent on paths that need none, such as a login. */
  token?: TokenEntry;
  /** The caller's token as it was sent. */
  tokenId?: string;
  /** True when the caller holds `sudo` on this path (root always does). */
  sudo: boolean;
}

export type Handler = (call: Call, params: Record<string, string>) => Reply;
export type Handlers = Partial<Record<Operation, Handler>>;

/**
 * The paths of one backend. `:name` is one segment, a final `*name` the rest.
 * An unknown path is 404 and an unknown verb 405: nothing is ever answered with a made-up success.
 */
export class Routes {
  readonly #routes: { pattern: RegExp; names: string[]; handlers: Handlers }[] = [];

  on(path: string, handlers: Handlers): this {
    const names: string[] = [];
    const pattern = path.replaceAll(/([:*])([a-z_]+)/g, (_match, kind: string, name: string) => {
      names.push(name);
      return kind === ':' ? '([^/]+)' : '(.*)';
    });
    this.#routes.push({ pattern: new RegExp(`^${pattern}$`, 's'), names, handlers });
    return this;
  }

  handle(call: Call): Reply {
    for (const { pattern, names, handlers } of this.#routes) {
      const match = pattern.exec(call.path);
      if (!match) continue;
      const handler = handlers[call.operation];
      if (!handler) throw new VaultError(405, '1 error occurred:\n\t* unsupported operation\n\n');
      return handler(call, Object.fromEntries(names.map((name, i) => [name, match[i + 1] ?? ''])));
    }
    throw new VaultError(404, '1 error occurred:\n\t* unsupported path\n\n');
  }
}

/** What is mounted at a path: a secrets engine, an auth method or one of the system's own. */
export interface Backend {
  readonly type: string;
  /** Paths that may be called without a token. */
  isOpen?(path: string): boolean;
  /** Paths that need `sudo` besides the capability. */
  needsSudo?(path: string, operation: Operation): boolean;
  /** For paths that tell `create` from `update`: whether the thing exists. `undefined` counts as an update. */
  exists?(path: string): boolean | undefined;
  handle(call: Call): Reply;
}
