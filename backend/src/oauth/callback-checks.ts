import { createHmac, timingSafeEqual } from 'node:crypto';
import { filledValues } from '@drawbridge/catalog';
import type { Party } from './party.ts';
import { TokenRefused } from './token-refused.ts';

/** The redirect back is not one that may be gone on with. */
export class RedirectRefused extends Error {
  constructor(readonly refusal: TokenRefused) {
    super(refusal.code);
  }
}

const refuse = (code: string, description?: string): never => {
  throw new RedirectRefused(new TokenRefused('refused', code, description === undefined ? {} : { description }));
};

/**
 * Checks what the library cannot know: errors in the provider's words, the provider's own signature, and values that may
 * not differ from what the person typed. Gives the redirect with the standard's names, and what it fills in.
 */
export function checkRedirect(
  party: Party,
  redirectUri: string,
  query: Record<string, string>,
  clean: (text: string | undefined) => string | undefined,
): { url: URL; state: string; filled: Record<string, string> } {
  const { method, oauth2 } = party;
  const state = query[oauth2.paramNames.state ?? 'state'] ?? '';
  const code = query[oauth2.paramNames.redirectCode ?? oauth2.paramNames.code ?? 'code'];
  // An answer in a JWT (JARM) was not asked for.
  if (query['response'] !== undefined) refuse('unexpected_response_mode');
  checkSignature(party, query);
  const filled = filledValues(method, { from: 'callback', query });
  for (const [name, rule] of Object.entries(oauth2.callbackFields)) {
    const value = query[rule.param];
    const isDue = rule.required && query['error'] === undefined;
    if (value === undefined && isDue) refuse('missing_parameter', `${name} is missing.`);
    if (value === undefined) continue;
    if (isLine(value)) filled[name] ??= value;
    if (rule.mustEqualField === undefined) continue;
    if (value !== `${party.values[rule.mustEqualField] ?? ''}${rule.mustEndIn ?? ''}`)
      refuse('foreign_host', 'The address is not the one that was asked for.');
  }
  const url = new URL(redirectUri);
  for (const name of ['iss', 'error'] as const) if (query[name] !== undefined) url.searchParams.set(name, query[name]);
  const described = clean(query['error_description']);
  if (query['error'] !== undefined && described !== undefined) url.searchParams.set('error_description', described);
  if (query['error'] !== undefined && clean(query['error']) === undefined) refuse('unnamed_error');
  if (code !== undefined && query['error'] === undefined) url.searchParams.set('code', code);
  if (code === undefined && query['error'] === undefined) refuse('no_code', 'No authorization code came back.');
  url.searchParams.set('state', state);
  return { url, state, filled };
}

/** What is kept of a redirect is one line of a bounded length. */
const isLine = (value: string): boolean => /^[^\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]{1,300}$/u.test(value);

/** Shopify and its like sign the redirect with the client's secret. */
function checkSignature({ oauth2, clientSecret }: Party, query: Record<string, string>): void {
  const rule = oauth2.callbackSignature;
  if (!rule) return;
  const { [rule.param]: signature = '', ...rest } = query;
  const text = Object.keys(rest)
    .sort()
    .map((name) => `${name}=${rest[name] ?? ''}`)
    .join('&');
  const expected = createHmac('sha256', clientSecret ?? '')
    .update(text)
    .digest();
  const given = Buffer.from(signature, 'hex');
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    refuse('bad_signature', 'The signature of the redirect is wrong.');
}
