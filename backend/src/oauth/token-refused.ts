import { EgressError } from '../platform/egress/index.ts';

/**
 * Why there is no token. `grant_gone`: the provider ended the grant (RFC 6749 section 5.2, invalid_grant), only a person
 * can bring it back. `rate_limited` and `unavailable`: later. `refused` and `unexpected`: not like this.
 */
export type RefusalKind = 'grant_gone' | 'client_refused' | 'rate_limited' | 'unavailable' | 'refused' | 'unexpected';

/** The one error of a token call. Holds the provider's error code, and no text of it that was not cleaned. */
export class TokenRefused extends Error {
  constructor(
    readonly kind: RefusalKind,
    /** The provider's error code, or our word for what happened. */
    readonly code: string,
    readonly details: { description?: string; retryAfterMs?: number } = {},
  ) {
    super(`${kind}: ${code}`);
  }
}

/** Codes by which providers say that a grant or a refresh token is over; the first is the standard's. */
const gone = new Set([
  'invalid_grant',
  'bad_refresh_token',
  'invalid_refresh_token',
  'refresh_token_expired',
  'token_expired',
  'token_revoked',
  'account_inactive',
]);
const client = new Set(['invalid_client', 'unauthorized_client', 'incorrect_client_credentials', 'invalid_client_id']);
const later = new Set(['temporarily_unavailable', 'server_error', 'slow_down']);

/** What a reply of the token endpoint that brings no token means. */
export function refusalOf(status: number, code: string | undefined, details: TokenRefused['details']): TokenRefused {
  const said = code ?? `http_${status}`;
  if (status === 429 || code === 'ratelimited' || code === 'rate_limited')
    return new TokenRefused('rate_limited', said, details);
  if (status >= 500 || later.has(said)) return new TokenRefused('unavailable', said, details);
  if (gone.has(said)) return new TokenRefused('grant_gone', said, details);
  // RFC 6749 section 5.2: 401 is the answer to a client that is not accepted, whatever else is said.
  if (client.has(said) || status === 401) return new TokenRefused('client_refused', said, details);
  return new TokenRefused(code === undefined ? 'unexpected' : 'refused', said, details);
}

/** The error of a token call as one of ours. The texts of libraries are dropped: they may hold what was sent. */
export function asRefusal(error: unknown): TokenRefused {
  if (error instanceof TokenRefused) return error;
  if (error instanceof EgressError) {
    const isOver =
      error.failure === 'too_large' ||
      error.failure === 'http' ||
      error.failure === 'redirect' ||
      error.failure === 'blocked';
    return new TokenRefused(isOver ? 'unexpected' : 'unavailable', error.failure);
  }
  const { code } = (error ?? {}) as { code?: unknown };
  return new TokenRefused('unexpected', typeof code === 'string' ? code.slice(0, 60) : 'unexpected_reply');
}
