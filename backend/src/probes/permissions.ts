import { matches, missingScopes, readReply, readScopes, type ProviderReply } from '@drawbridge/catalog';
import { safeText } from './account.ts';
import { results, testErrorOf, fromVerdict, type Finding } from './outcome.ts';
import type { Subject } from './probe-types.ts';
import type { Secrets } from './secrets.ts';

/** Scopes that are kept of a reply; some providers name several hundred. */
const maxScopes = 500;

/** What the credential may do, as far as it could be found out. */
export interface Permissions extends Finding {
  readonly scopes?: string[];
}

/** Judges the granted scopes that a reply names. */
export function judgeScopes(subject: Subject, secrets: Secrets, reply: ProviderReply | undefined): Permissions {
  const rule = subject.method.permissionTest;
  const found = rule?.kind === 'scopes' && reply ? readReply(reply, rule.path) : undefined;
  if (rule?.kind !== 'scopes' || found === undefined) {
    const isFine = rule?.kind === 'scopes' && rule.whenAbsent === 'ok';
    return { test: results('ok', 'ok', isFine ? 'ok' : 'undecided') };
  }
  const named = readScopes(found, rule.separator).slice(0, maxScopes);
  const scopes = named.filter((scope) => safeText(scope, secrets) !== null);
  const missing = missingScopes(subject.method, scopes);
  if (missing.length === 0) return { test: results('ok', 'ok', 'ok'), scopes };
  return {
    ...missingPermission(subject, `Missing: ${missing.map((name) => inWords(subject, name)).join(' ')}`),
    scopes,
  };
}

/** The scope, and what the definition says it is for. */
const inWords = ({ method }: Subject, name: string): string =>
  `${name} (${(method.scopes.find((scope) => scope.name === name)?.why ?? '').replace(/\.$/, '')}).`;

/** Judges the reply to a request that needs the permission. */
export function judgePermissionReply(subject: Subject, reply: ProviderReply): Permissions {
  const rule = subject.method.permissionTest;
  if (rule?.kind !== 'request') return { test: results('ok', 'ok', 'undecided') };
  if (rule.missing.some((condition) => matches(condition, reply))) return missingPermission(subject);
  if (matches(rule.expect, reply)) return { test: results('ok', 'ok', 'ok') };
  const error = subject.method.errors.find((candidate) => matches(candidate.when, reply));
  if (error?.part === 'permissions') {
    return fromVerdict(
      { result: results('ok', 'ok', error.outcome), code: error.code, meaning: error.meaning },
      subject.app.name,
    );
  }
  return { test: results('ok', 'ok', 'undecided') };
}

function missingPermission(subject: Subject, meaning?: string): Permissions {
  return { test: results('ok', 'ok', 'failed'), error: testErrorOf('missing_scope', subject.app.name, meaning) };
}
