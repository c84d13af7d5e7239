import { createHash } from 'node:crypto';
import { accountIdentity, type ProviderReply } from '@drawbridge/catalog';
import type { ProbeResult, Subject } from './probe-types.ts';
import type { Secrets } from './secrets.ts';

type Account = NonNullable<ProbeResult['account']>;

/** Longer than any documented id or name of an account. */
const maxLength = 300;

/**
 * Reads the account out of a reply by the definition's rule; undefined when the reply names nobody.
 * A reply may repeat the credential: such an id is nobody, and such a label is left out.
 */
export function accountOf(subject: Subject, secrets: Secrets, reply?: ProviderReply): Account | undefined {
  const identity = accountIdentity(subject.method, { values: subject.values, sha256, ...(reply ? { reply } : {}) });
  if (!identity) return undefined;
  const id = safeText(identity.id, secrets);
  return id === null ? undefined : { id, label: safeText(identity.label, secrets) };
}

/** One line of a bounded length without the credential; null for anything else. */
export function safeText(text: string, secrets: Secrets): string | null {
  const isLine = text.length <= maxLength && !/[\p{Cc}\p{Cs}\p{Cf}\u2028\u2029]/u.test(text);
  return isLine && text.trim() !== '' && !secrets.isIn(text) ? text : null;
}

/** A fingerprint stands for the account where the provider has none; the secrets it is made of are long and random. */
function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
