import { createHmac } from 'node:crypto';
import type { BuiltRequest } from './inject.ts';

export interface OAuth1Credential {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  /** Left out: one-legged, the consumer speaks for itself. */
  readonly token?: string;
  readonly tokenSecret?: string;
  readonly signature: 'HMAC-SHA1' | 'HMAC-SHA256';
}

/** What makes each request another one; seconds since 1970, and any text that is not used twice. */
export interface OAuth1Moment {
  readonly timestamp: number;
  readonly nonce: string;
}

/** Signs a request with OAuth 1.0a (RFC 5849) and returns all its headers; an `authorization` that was there is replaced. */
export function signOAuth1(
  request: BuiltRequest,
  credential: OAuth1Credential,
  { timestamp, nonce }: OAuth1Moment,
): Record<string, string> {
  const params: Record<string, string> = {
    oauth_consumer_key: credential.consumerKey,
    oauth_nonce: nonce,
    oauth_signature_method: credential.signature,
    oauth_timestamp: String(timestamp),
    ...(credential.token === undefined ? {} : { oauth_token: credential.token }),
  };
  const key = `${encode(credential.consumerSecret)}&${encode(credential.tokenSecret ?? '')}`;
  const algorithm = credential.signature === 'HMAC-SHA1' ? 'sha1' : 'sha256';
  const signature = createHmac(algorithm, key).update(baseString(request, params)).digest('base64');
  const header = Object.entries({ ...params, oauth_signature: signature })
    .map(([name, value]) => `${encode(name)}="${encode(value)}"`)
    .join(', ');
  return { ...request.headers, authorization: `OAuth ${header}` };
}

/** RFC 5849 section 3.4.1: method, address without query, and all parameters, sorted after they were encoded. */
function baseString({ method, url, headers, body }: BuiltRequest, params: Record<string, string>): string {
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  const all = [...url.searchParams, ...(isForm ? new URLSearchParams(body ?? '') : []), ...Object.entries(params)];
  const normalized = all
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort((a, b) => (a.replace('=', '\0') < b.replace('=', '\0') ? -1 : 1))
    .join('&');
  return [method, `${url.origin}${url.pathname}`, normalized].map(encode).join('&');
}

/** RFC 3986 unreserved characters stand, everything else is percent-encoded. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
