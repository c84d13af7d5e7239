import * as field from '../http/fields.ts';
import type { Json, JsonObject } from '../http/json.ts';
import { badRequest, type Reply } from '../http/reply.ts';
import type { Seal } from './seal.ts';

/** The release whose API this server follows; `dev-embedded` says that it is not that release. */
export const VERSION = '1.21.4+dev-embedded';

/** `sys/health`: https://developer.hashicorp.com/vault/api-docs/system/health */
export function health(seal: Seal, query: URLSearchParams): Reply {
  const isInitialised = seal.config !== undefined;
  const isSealed = seal.store === undefined;
  const status = !isInitialised
    ? codeOf(query, 'uninitcode', 501)
    : isSealed
      ? codeOf(query, 'sealedcode', 503)
      : codeOf(query, 'activecode', 200);
  for (const name of ['standbycode', 'drsecondarycode', 'performancestandbycode'] as const) codeOf(query, name, 0);
  const body: JsonObject = {
    initialized: isInitialised,
    sealed: isSealed,
    standby: isSealed,
    performance_standby: false,
    replication_performance_mode: 'disabled',
    replication_dr_mode: 'disabled',
    server_time_utc: Math.floor(Date.now() / 1000),
    version: VERSION,
    enterprise: false,
    ...clusterOf(seal),
  };
  return { status, body };
}

function codeOf(query: URLSearchParams, name: string, fallback: number): number {
  const text = query.get(name);
  const code = field.integer({ code: text === null ? fallback : text }, 'code');
  if (text !== null && (code < 100 || code > 599)) throw badRequest(`${name} must be an HTTP status`);
  return code;
}

/** `sys/seal-status`: https://developer.hashicorp.com/vault/api-docs/system/seal-status */
export function sealStatus(seal: Seal): JsonObject {
  return {
    type: 'shamir',
    initialized: seal.config !== undefined,
    sealed: seal.store === undefined,
    t: seal.config?.threshold ?? 0,
    n: seal.config?.shares ?? 0,
    progress: seal.progress.count,
    nonce: seal.progress.nonce,
    version: VERSION,
    build_date: '1970-01-01T00:00:00Z',
    migration: false,
    ...clusterOf(seal),
    recovery_seal: false,
    storage_type: 'dev-embedded',
  };
}

/** The cluster's name is inside the barrier, so a sealed Vault does not know it. */
function clusterOf(seal: Seal): Record<string, Json> {
  return seal.store && seal.config ? { cluster_name: seal.config.clusterName, cluster_id: seal.config.clusterId } : {};
}
