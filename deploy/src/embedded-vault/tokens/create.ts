import * as field from '../http/fields.ts';
import type { JsonObject } from '../http/json.ts';
import { badRequest, denied } from '../http/reply.ts';
import type { Call } from '../http/routes.ts';
import { isRoot, type TokenEntry } from './token.ts';
import { SYSTEM_MAX_TTL, type NewToken } from './token-store.ts';

/** Decides what token a caller may make: https://developer.hashicorp.com/vault/api-docs/auth/token#create-token */
export function planToken(
  call: Call,
  parent: TokenEntry,
  options: { orphan: boolean },
): { plan: NewToken; id?: string } {
  const { body } = call;
  refuseUnsupported(body);
  if (parent.record.numUses !== 0) throw badRequest('restricted use token cannot generate child tokens');
  const needsSudo = field.has(body, 'id') || field.flag(body, 'no_parent') || field.has(body, 'period');
  if (needsSudo && !call.sudo) throw badRequest('root or sudo privileges required for this combination of fields');
  const policies = choosePolicies(call, parent);
  const period = field.seconds(body, 'period');
  const explicitMaxTtl = field.seconds(body, 'explicit_max_ttl');
  const asked = field.seconds(body, field.has(body, 'ttl') ? 'ttl' : 'lease');
  const isEndless = asked === 0 && period === 0 && explicitMaxTtl === 0 && policies.includes('root');
  if (isEndless && parent.record.expiresAt !== 0)
    throw badRequest('expiring root tokens cannot create non-expiring root tokens');
  const numUses = field.integer(body, 'num_uses');
  if (numUses < 0) throw badRequest('number of uses cannot be negative');
  const displayName = field
    .text(body, 'display_name')
    .replaceAll(/[^\w-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const plan: NewToken = {
    policies,
    path: options.orphan ? 'auth/token/create-orphan' : 'auth/token/create',
    meta: field.stringMap(body, 'meta'),
    displayName: displayName ? `token-${displayName}` : 'token',
    numUses,
    parent: options.orphan || field.flag(body, 'no_parent') ? '' : parent.hash,
    ttl: isEndless ? 0 : firstTtl(asked, period, explicitMaxTtl),
    period,
    explicitMaxTtl,
    maxTtl: period > 0 ? 0 : SYSTEM_MAX_TTL,
    renewable: field.flag(body, 'renewable', true),
    boundCidrs: [],
  };
  return { plan, ...(field.has(body, 'id') && { id: chooseId(body) }) };
}

/** The first life of a token: its period, or what was asked for, within every limit. */
export function firstTtl(asked: number, period: number, explicitMaxTtl: number, maxTtl = SYSTEM_MAX_TTL): number {
  const ttl = period > 0 ? period : Math.min(asked || maxTtl, maxTtl);
  return explicitMaxTtl > 0 ? Math.min(ttl, explicitMaxTtl) : ttl;
}

function refuseUnsupported(body: JsonObject): void {
  if (field.text(body, 'type', 'service') !== 'service') throw badRequest('dev-embedded makes service tokens only');
  if (field.text(body, 'entity_alias')) throw badRequest('dev-embedded has no entities');
}

/** A caller without sudo can hand on only what it has. */
function choosePolicies(call: Call, parent: TokenEntry): string[] {
  const asked = field.list(call.body, 'policies').map((name) => name.toLowerCase());
  const wanted = asked.length > 0 ? asked : parent.record.policies;
  if (wanted.includes('root')) {
    if (!isRoot(parent)) throw badRequest('root tokens may not be created without parent token being root');
    return ['root'];
  }
  const extra = wanted.find((name) => name !== 'default' && !parent.record.policies.includes(name));
  if (extra !== undefined && !call.sudo && !isRoot(parent)) throw badRequest('child policies must be subset of parent');
  const withDefault = field.flag(call.body, 'no_default_policy')
    ? wanted.filter((name) => asked.includes(name))
    : [...wanted, 'default'];
  if (withDefault.length === 0) throw badRequest('token must have at least one policy');
  return [...new Set(withDefault)].sort();
}

function chooseId(body: JsonObject): string {
  const id = field.text(body, 'id');
  if (!/^[\w-]{8,}$/.test(id)) throw badRequest('a custom token id needs 8 or more letters, digits, "-" or "_"');
  return id;
}

export function requireToken(call: Call): TokenEntry {
  if (!call.token) throw denied();
  return call.token;
}
