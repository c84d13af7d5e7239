import {
  buildUrl,
  filledValues,
  readReply,
  readScopes,
  requestedScopes,
  type MethodDefinition,
  type OAuth2Definition,
  type ProviderReply,
} from '@drawbridge/catalog';
import { Injectable } from '@nestjs/common';
import * as client from 'openid-client';
import { tokenReplyField } from '../connections/index.ts';
import { Egress } from '../platform/egress/index.ts';
import { textOf } from '../probes/index.ts';
import { authentication } from './client-authentication.ts';
import { filledParams, type Party } from './party.ts';
import { holds } from './holds.ts';
import { cleaned, errorCodeOf, quirkFetch, type Seen } from './quirk-fetch.ts';
import { asRefusal, TokenRefused } from './token-refused.ts';

/** What a provider granted, parted by where it is kept. */
export interface Grant {
  /** For Vault: the tokens, and what else of the reply is needed later. */
  secrets: Record<string, string>;
  /** No secrets: values of fields that nobody is asked for, such as the address of the instance. */
  filled: Record<string, string>;
  scopes: string[] | undefined;
  expiresInSeconds: number | undefined;
}

interface Tokens {
  access_token?: string;
  refresh_token?: string;
}

/** One call of a token endpoint, where it is not the usual one. */
interface Call {
  url?: string | undefined;
  method?: 'GET' | 'POST' | undefined;
  /** What may not be repeated of it in an error. */
  hidden: string[];
  iss?: string | null;
  /** False: the token alone shows who asks. */
  showsClient?: boolean;
}

/** Calls token endpoints: the protocol by openid-client, the peculiarities by the catalog. */
@Injectable()
export class TokenEndpoint {
  constructor(private readonly egress: Egress) {}

  /** Exchanges a code (RFC 6749 section 4.1.3) after checking the redirect: state, `iss` (RFC 9207), then PKCE and nonce. */
  async exchange(
    party: Party,
    redirect: URL,
    checks: { state: string; verifier: string | undefined; nonce: string | undefined },
  ): Promise<Grant> {
    const hidden = [...redirect.searchParams.values(), checks.verifier ?? '', checks.nonce ?? ''];
    const params = filledParams(party.oauth2.tokenParams, { ...party.values });
    const grant = await this.call(party, { hidden, iss: redirect.searchParams.get('iss') }, (config) =>
      client.authorizationCodeGrant(
        config,
        redirect,
        {
          expectedState: checks.state,
          ...(checks.verifier !== undefined && { pkceCodeVerifier: checks.verifier }),
          ...(checks.nonce !== undefined && { expectedNonce: checks.nonce, idTokenExpected: true }),
        },
        params,
      ),
    );
    return this.prolonged(party, grant);
  }

  /** Renews a grant (RFC 6749 section 6); one that is ours alone by asking again. */
  renew(party: Party, tokens: Tokens): Promise<Grant> {
    return party.oauth2.grant === 'client_credentials' ? this.ask(party) : this.refresh(party, tokens);
  }

  /** Asks for a token as ourselves: client credentials, RFC 6749 section 4.4. */
  private async ask(party: Party): Promise<Grant> {
    const { grant_type: grantType = 'client_credentials', ...params } = {
      ...requestedScopes(party.method),
      ...filledParams(party.oauth2.tokenParams, party.values),
    };
    return this.call(party, { hidden: [] }, (config) => client.genericGrantRequest(config, grantType, params));
  }

  private async refresh(party: Party, tokens: Tokens): Promise<Grant> {
    const { refresh, refreshParams, refreshUrl } = party.oauth2;
    const token = tokens[refresh.token];
    if (token === undefined) throw new TokenRefused('grant_gone', 'no_refresh_token');
    const params = {
      ...(refresh.sendScopes && requestedScopes(party.method)),
      ...filledParams(refreshParams, party.values),
    };
    const isStandard = refresh.grantType === 'refresh_token' && refresh.tokenParam === 'refresh_token';
    const showsClient = refresh.token === 'refresh_token';
    return this.call(party, { url: refreshUrl, method: refresh.method, hidden: [token], showsClient }, (config) =>
      isStandard
        ? client.refreshTokenGrant(config, token, params)
        : client.genericGrantRequest(config, refresh.grantType, { ...params, [refresh.tokenParam]: token }),
    );
  }

  /** Exchanges a token of minutes or hours for one of weeks, where the provider has that in place of refresh tokens. */
  private async prolonged(party: Party, short: Grant): Promise<Grant> {
    const rule = party.oauth2.longLivedExchange;
    const token = short.secrets['access_token'];
    if (!rule || token === undefined) return short;
    const long = await this.call(party, { url: rule.url, method: rule.method, hidden: [token] }, (config) =>
      client.genericGrantRequest(config, rule.grantType, { [rule.tokenParam]: token }),
    );
    return {
      // Who it is stands in the first reply alone.
      secrets: { ...long.secrets, ...short.secrets, access_token: long.secrets['access_token'] ?? token },
      filled: { ...short.filled, ...long.filled },
      scopes: long.scopes ?? short.scopes,
      expiresInSeconds: long.expiresInSeconds ?? rule.ttlSeconds,
    };
  }

  private async call(
    party: Party,
    call: Call,
    work: (config: client.Configuration) => Promise<client.TokenEndpointResponse>,
  ): Promise<Grant> {
    const seen: Seen = {};
    try {
      const reply = await work(this.configuration(party, seen, call));
      return grantOf(party, reply, seen.reply ?? {});
    } catch (error) {
      if (seen.refusal) throw seen.refusal;
      if (error instanceof client.AuthorizationResponseError)
        throw new TokenRefused(
          'refused',
          errorCodeOf(error.error) ?? 'unnamed_error',
          withText(cleaned(error.error_description, [])),
        );
      throw asRefusal(error);
    }
  }

  private configuration(party: Party, seen: Seen, call: Call): client.Configuration {
    const { oauth2, method, values } = party;
    const tokenUrl = buildUrl(method, call.url ?? oauth2.tokenUrl, values);
    const config = new client.Configuration(
      {
        issuer: issuerOf(party, call.iss ?? null),
        token_endpoint: tokenUrl.href,
        authorization_response_iss_parameter_supported: oauth2.issInResponse,
      },
      party.clientId,
      undefined,
      authentication(party, call.showsClient === false ? 'none' : oauth2.clientAuth),
    );
    // The egress decides which addresses may be called, and refuses plain http in production.
    if (tokenUrl.protocol === 'http:') client.allowInsecureRequests(config);
    config.timeout = 10;
    const hidden = [...call.hidden, party.clientSecret ?? ''];
    const fetch = quirkFetch(this.egress, party, seen, { hidden, httpMethod: call.method });
    config[client.customFetch] = fetch as client.CustomFetch;
    return config;
  }
}

/**
 * The issuer that `iss` is compared with. Where the catalog knows none, an `iss` that came must at least lie on the host
 * that the person was sent to: another one means that the code was made by another server (RFC 9700 section 4.4).
 */
function issuerOf({ method, oauth2, values }: Party, iss: string | null): string {
  if (oauth2.issuer !== undefined) return buildUrl(method, oauth2.issuer, values).href.replace(/\/$/, '');
  const known = [oauth2.authorizationUrl ?? oauth2.tokenUrl, oauth2.tokenUrl].map((url) =>
    buildUrl(method, url, values),
  );
  const isOurs = iss !== null && URL.canParse(iss) && known.some((url) => url.origin === new URL(iss).origin);
  return isOurs ? iss : (known[0]?.origin ?? '');
}

const withText = (description: string | undefined) => (description === undefined ? {} : { description });

function grantOf(
  { method, oauth2, clientSecret }: Party,
  reply: client.TokenEndpointResponse,
  raw: ProviderReply,
): Grant {
  const secrets: Record<string, string> = { access_token: reply.access_token };
  if (reply.refresh_token !== undefined) secrets['refresh_token'] = reply.refresh_token;
  if (clientSecret !== undefined && sendsClientSecret(method)) secrets['client_secret'] = clientSecret;
  for (const [name, path] of Object.entries(oauth2.tokenFields)) {
    const value = textOf(readReply(raw, path));
    if (value !== undefined) secrets[name] = value;
  }
  const all = filledValues(method, { from: 'token', reply: raw });
  // A definition may read a token into a field that it calls no secret; it stays one.
  const tokens = [reply.access_token, reply.refresh_token, reply.id_token, clientSecret].filter(
    (token) => token !== undefined,
  );
  const isSecret = ([key, value]: [string, string]) =>
    holds(value, tokens) || method.fields.some((field) => field.key === key && field.secret);
  for (const [key, value] of Object.entries(all).filter(isSecret)) secrets[key] = value;
  const rest = withoutTokens(raw.json, [reply.access_token, reply.refresh_token, reply.id_token]);
  if (rest !== undefined) secrets[tokenReplyField] = rest;
  const separator = oauth2.grantedScopeSeparator ?? oauth2.scopeSeparator;
  return {
    secrets,
    filled: Object.fromEntries(Object.entries(all).filter((one) => !isSecret(one))),
    scopes:
      reply.scope === undefined
        ? undefined
        : readScopes(reply.scope, separator === '+' ? ' ' : separator)
            .filter((scope) => !holds(scope, tokens))
            .slice(0, 500),
    expiresInSeconds: reply.expires_in ?? oauth2.accessTokenTtlSeconds ?? undefined,
  };
}

/** Whether there is something to renew it with: a refresh token, or the access token itself where that is exchanged. */
export const isRenewable = ({ refresh }: OAuth2Definition, { secrets }: Grant): boolean =>
  refresh.token === 'access_token' || (refresh.issued !== 'never' && secrets['refresh_token'] !== undefined);

/** Some APIs want the client's secret in each request; it is kept for the test of the connection and not handed out. */
const sendsClientSecret = ({ inject, staticHeaders }: MethodDefinition): boolean =>
  JSON.stringify([inject, staticHeaders]).includes('{client_secret}');

/** The reply without its tokens, for rules that read the account or the scopes there; left out when it is large. */
function withoutTokens(json: unknown, tokens: (string | undefined)[]): string | undefined {
  if (json === null || typeof json !== 'object') return undefined;
  const text = JSON.stringify(json, (_key, value: unknown) =>
    typeof value === 'string' && tokens.includes(value) ? undefined : value,
  );
  return text.length <= 16_384 ? text : undefined;
}
