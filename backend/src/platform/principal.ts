import { AsyncLocalStorage } from 'node:async_hooks';
import type { Role } from '@drawbridge/catalog';

/** Who acts, as established by the session or the API key; never by anything else in the request. */
export interface Principal {
  readonly kind: 'user' | 'api_key' | 'system';
  readonly id: string | null;
  readonly name: string;
  readonly role: Role | 'system';
  readonly tenantId: string | null;
  readonly tenantName: string | null;
  readonly email?: string;
  readonly sessionId?: string;
  readonly membershipId?: string;
  readonly signedInAt?: Date;
}

/** What belongs to one request or one job. The guard fills in the principal. */
export interface Scope {
  requestId: string | null;
  principal?: Principal;
}

const storage = new AsyncLocalStorage<Scope>();

/** Runs with a scope of its own; everything called from within sees it. */
export const runInScope = <T>(scope: Scope, fn: () => T): T => storage.run(scope, fn);

export const currentScope = (): Scope | undefined => storage.getStore();

/** The principal of the running request or job; throws where there is none, so that nothing acts for nobody. */
export function principal(): Principal {
  const found = storage.getStore()?.principal;
  if (!found) throw new Error('no principal in scope');
  return found;
}

/** The caller's tenant; throws for a principal of the platform, which has none. */
export function tenantOf(who: Principal): string {
  if (who.tenantId === null) throw new Error('the principal has no tenant');
  return who.tenantId;
}

/** The principal of jobs: acts in the platform's scope under its own name. */
export const systemPrincipal: Principal = {
  kind: 'system',
  id: null,
  name: 'Drawbridge',
  role: 'system',
  tenantId: null,
  tenantName: null,
};
