import * as field from '../http/fields.ts';
import type { JsonObject } from '../http/json.ts';
import { badRequest } from '../http/reply.ts';
import { parseCidrs } from '../tokens/cidr.ts';
import { SYSTEM_MAX_TTL } from '../tokens/token-store.ts';

/** An AppRole as stored: https://developer.hashicorp.com/vault/api-docs/auth/approle#parameters */
export interface Role {
  roleId: string;
  bindSecretId: boolean;
  secretIdBoundCidrs: string[];
  secretIdNumUses: number;
  secretIdTtl: number;
  tokenPolicies: string[];
  tokenTtl: number;
  tokenMaxTtl: number;
  tokenExplicitMaxTtl: number;
  tokenPeriod: number;
  tokenNumUses: number;
  tokenNoDefaultPolicy: boolean;
  tokenBoundCidrs: string[];
}

export const emptyRole = (roleId: string): Role => ({
  roleId,
  bindSecretId: true,
  secretIdBoundCidrs: [],
  secretIdNumUses: 0,
  secretIdTtl: 0,
  tokenPolicies: [],
  tokenTtl: 0,
  tokenMaxTtl: 0,
  tokenExplicitMaxTtl: 0,
  tokenPeriod: 0,
  tokenNumUses: 0,
  tokenNoDefaultPolicy: false,
  tokenBoundCidrs: [],
});

/** A role with the given fields changed and the others as they were. */
export function changeRole(role: Role, body: JsonObject): Role {
  const change = <T>(name: string, read: (body: JsonObject, name: string) => T, current: T): T =>
    field.has(body, name) ? read(body, name) : current;
  const cidrs = (from: JsonObject, name: string): string[] => parseCidrs(name, field.list(from, name));
  if (!['', 'default', 'service', 'default-service'].includes(field.text(body, 'token_type')))
    throw badRequest('dev-embedded makes service tokens only');
  if (field.flag(body, 'local_secret_ids')) throw badRequest('dev-embedded has no replication, so no local secret ids');
  const changed: Role = {
    roleId: change('role_id', field.text, role.roleId),
    bindSecretId: change('bind_secret_id', field.flag, role.bindSecretId),
    secretIdBoundCidrs: change('secret_id_bound_cidrs', cidrs, role.secretIdBoundCidrs),
    secretIdNumUses: change('secret_id_num_uses', field.integer, role.secretIdNumUses),
    secretIdTtl: change('secret_id_ttl', field.seconds, role.secretIdTtl),
    tokenPolicies: change('token_policies', field.list, change('policies', field.list, role.tokenPolicies)),
    tokenTtl: change('token_ttl', field.seconds, role.tokenTtl),
    tokenMaxTtl: change('token_max_ttl', field.seconds, role.tokenMaxTtl),
    tokenExplicitMaxTtl: change('token_explicit_max_ttl', field.seconds, role.tokenExplicitMaxTtl),
    tokenPeriod: change('token_period', field.seconds, role.tokenPeriod),
    tokenNumUses: change('token_num_uses', field.integer, role.tokenNumUses),
    tokenNoDefaultPolicy: change('token_no_default_policy', field.flag, role.tokenNoDefaultPolicy),
    tokenBoundCidrs: change('token_bound_cidrs', cidrs, role.tokenBoundCidrs),
  };
  check(changed);
  return changed;
}

function check(role: Role): void {
  if (!role.bindSecretId && role.secretIdBoundCidrs.length === 0)
    throw badRequest('at least one constraint should be enabled on the role');
  if (role.secretIdNumUses < 0 || role.tokenNumUses < 0) throw badRequest('a number of uses cannot be negative');
  if (role.tokenMaxTtl > 0 && role.tokenTtl > role.tokenMaxTtl)
    throw badRequest('token_ttl cannot be greater than token_max_ttl');
  if (role.tokenTtl > SYSTEM_MAX_TTL || role.tokenPeriod > SYSTEM_MAX_TTL)
    throw badRequest('the ttl is greater than the longest lease');
}

/** The body of a read. */
export const describeRole = (role: Role) => ({
  bind_secret_id: role.bindSecretId,
  local_secret_ids: false,
  secret_id_bound_cidrs: role.secretIdBoundCidrs.length > 0 ? role.secretIdBoundCidrs : null,
  secret_id_num_uses: role.secretIdNumUses,
  secret_id_ttl: role.secretIdTtl,
  token_bound_cidrs: role.tokenBoundCidrs,
  token_explicit_max_ttl: role.tokenExplicitMaxTtl,
  token_max_ttl: role.tokenMaxTtl,
  token_no_default_policy: role.tokenNoDefaultPolicy,
  token_num_uses: role.tokenNumUses,
  token_period: role.tokenPeriod,
  token_policies: role.tokenPolicies,
  token_ttl: role.tokenTtl,
  token_type: 'default',
});
