import { noContent, type Reply } from '../http/reply.ts';
import { Routes, type Backend, type Call } from '../http/routes.ts';
import type { Policies } from '../policy/policies.ts';
import { isRoot } from '../tokens/token.ts';
import { requireToken } from '../tokens/create.ts';
import { leaseRoutes } from '../tokens/lease-routes.ts';
import type { TokenStore } from '../tokens/token-store.ts';
import { capabilityRoutes } from './capability-routes.ts';
import { mountRoutes } from './mount-routes.ts';
import type { Mounts } from './mounts.ts';
import { policyRoutes } from './policy-routes.ts';

/** The part of `sys/` that needs an open Vault and a token. */
export class SysBackend implements Backend {
  readonly type = 'system';
  readonly #routes = new Routes();

  constructor(parts: { mounts: Mounts; policies: Policies; tokens: TokenStore }) {
    const aclOf = (call: Call) => {
      const token = requireToken(call);
      return isRoot(token) ? ('root' as const) : parts.policies.acl(token.record.policies);
    };
    mountRoutes(this.#routes, parts.mounts, aclOf);
    policyRoutes(this.#routes, parts.policies);
    capabilityRoutes(this.#routes, parts.policies, parts.tokens);
    leaseRoutes(this.#routes, parts.tokens);
    this.#routes.on('seal', { write: () => noContent }); // the core seals once the caller has been found to be allowed
  }

  needsSudo(path: string): boolean {
    return /^(?:seal|auth\/.+|leases\/lookup\/.*|leases\/revoke-prefix\/.*|leases\/revoke-force\/.*)$/.test(path);
  }

  handle(call: Call): Reply {
    return this.#routes.handle(call);
  }
}
