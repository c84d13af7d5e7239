import * as field from '../http/fields.ts';
import { auth, badRequest, type Reply } from '../http/reply.ts';
import type { Call } from '../http/routes.ts';
import { isInside } from '../tokens/cidr.ts';
import { firstTtl } from '../tokens/create.ts';
import { authBlock } from '../tokens/token.ts';
import { SYSTEM_MAX_TTL, type TokenStore } from '../tokens/token-store.ts';
import type { Role } from './role.ts';
import type { SecretId, SecretIds } from './secret-ids.ts';

/** Trades a role id and a secret id for a token: https://developer.hashicorp.com/vault/api-docs/auth/approle#login-with-approle */
export function logIn(
  call: Call,
  { name, role }: { name: string; role: Role },
  secretIds: SecretIds,
  tokens: TokenStore,
  mountPath: string,
): Reply {
  const secret = role.bindSecretId ? takeSecretId(call, name, secretIds) : undefined;
  if (
    !isInside(call.remoteAddress, role.secretIdBoundCidrs) ||
    !isInside(call.remoteAddress, secret?.boundCidrs ?? [])
  ) {
    throw badRequest('source address is not allowed by the role');
  }
  const maxTtl = role.tokenMaxTtl || SYSTEM_MAX_TTL;
  const { id, entry } = tokens.create({
    policies: [...new Set([...(role.tokenNoDefaultPolicy ? [] : ['default']), ...role.tokenPolicies])].sort(),
    path: `${mountPath}login`,
    meta: { ...secret?.metadata, role_name: name },
    displayName: mountPath
      .replace(/^auth\//, '')
      .replace(/\/$/, '')
      .replaceAll('/', '-'),
    numUses: role.tokenNumUses,
    parent: '',
    ttl: firstTtl(role.tokenTtl, role.tokenPeriod, role.tokenExplicitMaxTtl, maxTtl),
    period: role.tokenPeriod,
    explicitMaxTtl: role.tokenExplicitMaxTtl,
    maxTtl: role.tokenPeriod > 0 ? 0 : maxTtl,
    renewable: true,
    boundCidrs: secret && secret.tokenBoundCidrs.length > 0 ? secret.tokenBoundCidrs : role.tokenBoundCidrs,
  });
  return auth(authBlock(entry.record, id, Date.now()));
}

/** An unknown, expired or used-up secret id is told apart from nothing: the answer is always the same. */
function takeSecretId(call: Call, role: string, secretIds: SecretIds): SecretId {
  const id = field.text(call.body, 'secret_id').trim();
  if (!id) throw badRequest('missing secret_id');
  const record = secretIds.find(role, id);
  if (!record) throw badRequest('invalid role or secret ID');
  secretIds.use(role, id, record);
  return record;
}
