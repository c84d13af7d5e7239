import { fillTemplate, matches, readReply, type OAuth2Definition, type ProviderReply } from '@drawbridge/catalog';
import type { FetchOptions } from '../platform/egress/index.ts';
import { fetchThrough, type Egress } from '../platform/egress/index.ts';
import { Secrets, textOf, toProviderReply } from '../probes/index.ts';
import type { Party } from './party.ts';
import { asRefusal, refusalOf, type TokenRefused } from './token-refused.ts';

const limits = { totalMs: 8_000, maxBytes: 65_536 };
const longestRetryAfter = 3_600;

/** What the fetch below saw, for whoever needs more of a reply than the standard's members. */
export interface Seen {
  reply?: ProviderReply;
  refusal?: TokenRefused;
}

/**
 * The fetch that the OAuth library calls a token endpoint with. It turns the library's standard request (RFC 6749) into
 * the provider's own, and the provider's reply into a standard one, by the catalog's data alone.
 */
export function quirkFetch(
  egress: Egress,
  party: Party,
  seen: Seen,
  { hidden, httpMethod = party.oauth2.tokenMethod }: { hidden: string[]; httpMethod?: 'GET' | 'POST' | undefined },
) {
  const call = fetchThrough(egress, limits);
  return async (url: string, options: FetchOptions): Promise<Response> => {
    try {
      const reply = await toReply(await call(...translated(party, httpMethod, url, options)));
      seen.reply = reply;
      return standardReply(party.oauth2, reply, hidden);
    } catch (error) {
      seen.refusal = asRefusal(error);
      throw seen.refusal;
    }
  };
}

function translated(
  { oauth2, values }: Party,
  httpMethod: 'GET' | 'POST',
  address: string,
  options: FetchOptions,
): [string, FetchOptions] {
  const { paramNames } = oauth2;
  const names: Record<string, string | undefined> = {
    client_id: paramNames.clientId,
    client_secret: paramNames.clientSecret,
    code: paramNames.code,
    redirect_uri: paramNames.redirectUri,
  };
  const given = new URLSearchParams(options.body?.toString() ?? '');
  const params = Object.fromEntries([...given].map(([name, value]) => [names[name] ?? name, value]));
  const headers: Record<string, string> = {
    ...options.headers,
    accept: 'application/json',
    'user-agent': 'Drawbridge',
  };
  for (const [name, value] of Object.entries(oauth2.tokenHeaders))
    headers[name.toLowerCase()] = fillTemplate(value, values, 'header');
  if (httpMethod === 'GET') {
    const url = new URL(address);
    for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
    delete headers['content-type'];
    return [url.href, { method: 'GET', headers }];
  }
  const isJson = oauth2.tokenRequestFormat === 'json';
  headers['content-type'] = isJson ? 'application/json' : 'application/x-www-form-urlencoded;charset=UTF-8';
  return [
    address,
    { method: 'POST', headers, body: isJson ? JSON.stringify(params) : new URLSearchParams(params).toString() },
  ];
}

async function toReply(response: Response): Promise<ProviderReply> {
  return toProviderReply({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
    isCut: false,
  });
}

/** A reply with the members of RFC 6749 section 5.1, or the refusal that the provider's reply is. */
function standardReply(oauth2: OAuth2Definition, reply: ProviderReply, hidden: string[]): Response {
  const { tokenPaths: paths } = oauth2;
  const read = (path: string | undefined, standard: string) => readReply(reply, path ?? standard);
  const token = textOf(read(paths.accessToken, '$.access_token'));
  const isError =
    (reply.status ?? 0) >= 300 || oauth2.tokenErrors.some((rule) => matches(rule, reply)) || token === undefined;
  if (isError) throw refusal(reply, hidden);
  const seconds = Number(read(paths.expiresIn, '$.expires_in'));
  const scope = read(paths.scope, '$.scope');
  const members = {
    access_token: token,
    // Whatever the provider calls it: how a token is sent stands in the definition.
    token_type: 'bearer',
    refresh_token: textOf(read(paths.refreshToken, '$.refresh_token')),
    expires_in: Number.isFinite(seconds) && seconds > 0 ? Math.floor(seconds) : undefined,
    scope: Array.isArray(scope) ? scope.map(String).join(' ') : textOf(scope),
    // Without a known issuer there is nothing to compare an ID token with; who it is, the test asks.
    id_token: oauth2.issuer === undefined ? undefined : textOf(read(paths.idToken, '$.id_token')),
  };
  return new Response(JSON.stringify(members), { status: 200, headers: { 'content-type': 'application/json' } });
}

function refusal(reply: ProviderReply, hidden: string[]): TokenRefused {
  const status = reply.status ?? 0;
  const said = textOf(readReply(reply, '$.error|$.error.code|$.errorCode'));
  const code = errorCodeOf(said);
  const description = cleaned(textOf(readReply(reply, '$.error_description|$.error.message|$.message')), hidden);
  const wait = Number(reply.headers?.['retry-after']);
  return refusalOf(status, code, {
    ...(description !== undefined && { description }),
    ...(Number.isFinite(wait) && wait > 0 && { retryAfterMs: Math.min(wait, longestRetryAfter) * 1000 }),
  });
}

/** An error code is a word; anything else could be what is not to be repeated. */
export const errorCodeOf = (text: string | undefined): string | undefined =>
  text !== undefined && /^[A-Za-z_.]{1,40}$/.test(text) ? text : undefined;

/** As long as a token, and without a space: nothing that a person has to read. */
const looksSecret = /[\w.~+/=-]{24,}/;

/** A provider's words as they may be shown: one line of at most 200 characters, and nothing when it could hold a secret. */
export function cleaned(text: string | undefined, hidden: string[]): string | undefined {
  if (text === undefined || looksSecret.test(text) || new Secrets(hidden).isIn(text)) return undefined;
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]+/gu, ' ').trim();
  return line === '' ? undefined : line.slice(0, 200);
}
