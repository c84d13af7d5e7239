import { placeholder } from './template.ts';
import type { TemplateValues } from './fill-template.ts';
import type { MethodDefinition } from './method.ts';
import { readReply, type ProviderReply } from './read-path.ts';

/** Who a credential is at the provider. */
export interface AccountIdentity {
  /** Stable id; two connections of one app with the same id are the same account. */
  readonly id: string;
  /** Name that a person recognises; the id when the provider has none. */
  readonly label: string;
}

export interface IdentitySources {
  readonly values: TemplateValues;
  /** The reply that `account.from` names: of the test, the token endpoint, the extra request, the lookup item or the login. */
  readonly reply?: ProviderReply;
  /** SHA-256 of the UTF-8 text, hexadecimal. */
  readonly sha256: (text: string) => string;
}

/** Works out the account from a definition's rule; undefined when no alternative has a value. */
export function accountIdentity(
  method: Pick<MethodDefinition, 'account' | 'fields'>,
  sources: IdentitySources,
): AccountIdentity | undefined {
  const rule = method.account ?? fingerprintRule(method);
  const id = rule && evaluate(rule.id, sources);
  if (!rule || id === undefined) return undefined;
  const label = rule.label === undefined ? undefined : evaluate(rule.label, sources);
  return { id, label: label ?? (id.length > 40 ? `${id.slice(0, 12)}…` : id) };
}

/**
 * What two ids have to share to be the same account as far as anybody can tell: the digest of a fingerprint is left out, because it
 * is of a key, and the next key of the same account has another one.
 */
export const comparableAccount = (id: string): string => id.replace(/sha256:[0-9a-f]{64}$/, 'sha256:');

function fingerprintRule(method: Pick<MethodDefinition, 'fields'>): { id: string; label?: string } | undefined {
  const secret = method.fields.find((field) => field.secret && field.required);
  return secret && { id: `sha256({${secret.key}})` };
}

function evaluate(rule: string, sources: IdentitySources): string | undefined {
  for (const alternative of rule.split('|')) {
    const value = evaluateOne(alternative, sources);
    if (value !== undefined) return value;
  }
  return undefined;
}

function evaluateOne(rule: string, sources: IdentitySources): string | undefined {
  const parts = rule.split('#').map((part) => evaluatePart(part, sources));
  return parts.includes(undefined) ? undefined : parts.join('#');
}

function evaluatePart(part: string, sources: IdentitySources): string | undefined {
  const digest = /^sha256\(\{([a-z0-9_]+)\}\)$/.exec(part);
  if (!digest) {
    if (/^(?:\$|header |xml )/.test(part)) return scalar(sources.reply && readReply(sources.reply, part));
    return fill(part, sources);
  }
  const value = sources.values[digest[1] as string];
  return value ? `sha256:${sources.sha256(value)}` : undefined;
}

function fill(template: string, sources: IdentitySources): string | undefined {
  let isComplete = true;
  const text = template.replace(placeholder, (_match, _plus, name: string) => {
    const value = sources.values[name];
    if (!value) isComplete = false;
    return value ?? '';
  });
  return isComplete ? text : undefined;
}

/** Ids are text or whole numbers; an object, an empty text or `false` is nobody. */
function scalar(value: unknown): string | undefined {
  if (typeof value === 'string' && value.trim() !== '') return value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
}
