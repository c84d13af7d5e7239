import * as field from '../http/fields.ts';
import { badRequest, keys, noContent, sysData, type Reply } from '../http/reply.ts';
import type { Call, Routes } from '../http/routes.ts';
import { ttlSeconds } from './token.ts';
import type { TokenStore } from './token-store.ts';

/**
 * `sys/leases/`: https://developer.hashicorp.com/vault/api-docs/system/leases
 * Here only tokens have leases: KV and transit give none.
 */
export function leaseRoutes(routes: Routes, tokens: TokenStore): Routes {
  return routes
    .on('leases/lookup', { write: (call) => lookup(tokens, call) })
    .on('leases/lookup/*prefix', { list: (_call, { prefix = '' }) => keys(tokens.leases(prefix)) })
    .on('leases/renew', { write: (call) => refuseRenewal(tokens, call) })
    .on('leases/renew/*lease', { write: (call, { lease = '' }) => refuseRenewal(tokens, call, lease) })
    .on('leases/revoke', { write: (call) => revoke(tokens, leaseId(call)) })
    .on('leases/revoke/*lease', { write: (_call, { lease = '' }) => revoke(tokens, lease) });
}

function leaseId(call: Call): string {
  const id = field.text(call.body, 'lease_id');
  if (!id) throw badRequest('lease_id must be specified');
  return id;
}

function lookup(tokens: TokenStore, call: Call): Reply {
  const id = leaseId(call);
  const entry = tokens.byLease(id);
  if (!entry) throw badRequest('invalid lease');
  const { record } = entry;
  const iso = (time: number): string => new Date(time).toISOString();
  return sysData({
    id,
    issue_time: iso(record.createdAt),
    expire_time: iso(record.expiresAt),
    last_renewal: record.renewedAt === record.createdAt ? null : iso(record.renewedAt),
    renewable: record.renewable,
    ttl: ttlSeconds(record, Date.now()),
  });
}

/** Tokens are renewed through `auth/token/renew` only. */
function refuseRenewal(tokens: TokenStore, call: Call, named?: string): Reply {
  const entry = tokens.byLease(named ?? leaseId(call));
  throw badRequest(entry ? 'tokens cannot be renewed through this endpoint' : 'lease not found');
}

function revoke(tokens: TokenStore, id: string): Reply {
  const entry = tokens.byLease(id);
  if (entry) tokens.revoke(entry.hash);
  return noContent;
}
