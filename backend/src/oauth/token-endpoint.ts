import {
  buildUrl,
  filledValues,
  readReply,
  readScopes,
  type OAuth2Definition,
  type ProviderReply,
} from '@drawbridge/catalog';
import { Injectable } from '@nestjs/common';
import * as client from 'openid-client';
import { tokenReplyField } from '../connections/index.ts';
import { Egress } from '../platform/egress/index.ts';
import { textOf } from '../probes/index.ts';
import { filledParams, type Party } from './party.ts';
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
    const configure = (seen: Seen) => this.configuration(party, seen, hidden, redirect.searchParams.get('iss'));
    const params = filledParams(party.oauth2.tokenParams, { ...party.values });
    return this.call(party, configure, (config) =>
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
  }

  /** Renews a grant (RFC 6749 section 6). The scopes are sent again where the definition says so in its parameters. */
  async refresh(party: Party, tokens: { access_token?: string; refresh_token?: string }): Promise<Grant> {
    const { refresh, refreshParams } = party.oauth2;
    const token = tokens[refresh.token];
    if (token === undefined) throw new TokenRefused('grant_gone', 'no_refresh_token');
    const configure = (seen: Seen) => this.configuration(party, seen, [token], null, party.oauth2.refreshUrl);
    const params = filledParams(refreshParams, { ...party.values });
    const isStandard = refresh.grantType === 'refresh_token' && refresh.tokenParam === 'refresh_token';
    return this.call(party, configure, (config) =>
      isStandard
        ? client.refreshTokenGrant(config, token, params)
        : client.genericGrantRequest(config, refresh.grantType, { ...params, [refresh.tokenParam]: token }),
    );
  }

  private async call(
    party: Party,
    configure: (seen: Seen) => client.Configuration,
    work: (config: client.Configuration) => Promise<client.TokenEndpointResponse>,
  ): Promise<Grant> {
    const seen: Seen = {};
    try {
      const reply = await work(configure(seen));
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

  private configuration(
    party: Party,
    seen: Seen,
    hidden: string[],
    iss: string | null,
    refreshUrl?: string,
  ): client.Configuration {
    const { oauth2, method, values } = party;
    const tokenUrl = buildUrl(method, refreshUrl ?? oauth2.tokenUrl, values);
    const config = new client.Configuration(
      {
        issuer: issuerOf(party, iss),
        token_endpoint: tokenUrl.href,
        authorization_response_iss_parameter_supported: oauth2.issInResponse,
      },
      party.clientId,
      undefined,
      authentication(oauth2, party.clientSecret),
    );
    // The egress decides which addresses may be called, and refuses plain http in production.
    if (tokenUrl.protocol === 'http:') client.allowInsecureRequests(config);
    config.timeout = 10;
    const secrets = [...hidden, party.clientSecret ?? ''];
    config[client.customFetch] = quirkFetch(this.egress, party, seen, secrets) as client.CustomFetch;
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

function authentication({ clientAuth }: OAuth2Definition, secret: string | undefined): client.ClientAuth {
  if (clientAuth === 'none' || secret === undefined) return client.None();
  return clientAuth === 'body' ? client.ClientSecretPost(secret) : client.ClientSecretBasic(secret);
}

const withText = (description: string | undefined) => (description === undefined ? {} : { description });

function grantOf({ method, oauth2 }: Party, reply: client.TokenEndpointResponse, raw: ProviderReply): Grant {
  const secrets: Record<string, string> = { access_token: reply.access_token };
  if (reply.refresh_token !== undefined) secrets['refresh_token'] = reply.refresh_token;
  for (const [name, path] of Object.entries(oauth2.tokenFields)) {
    const value = textOf(readReply(raw, path));
    if (value !== undefined) secrets[name] = value;
  }
  const all = filledValues(method, { from: 'token', reply: raw });
  const isSecret = (key: string) => method.fields.some((field) => field.key === key && field.secret);
  for (const [key, value] of Object.entries(all)) if (isSecret(key)) secrets[key] = value;
  const rest = withoutTokens(raw.json, [reply.access_token, reply.refresh_token, reply.id_token]);
  if (rest !== undefined) secrets[tokenReplyField] = rest;
  const separator = oauth2.grantedScopeSeparator ?? oauth2.scopeSeparator;
  return {
    secrets,
    filled: Object.fromEntries(Object.entries(all).filter(([key]) => !isSecret(key))),
    scopes:
      reply.scope === undefined
        ? undefined
        : readScopes(reply.scope, separator === '+' ? ' ' : separator).slice(0, 500),
    expiresInSeconds: reply.expires_in ?? oauth2.accessTokenTtlSeconds ?? undefined,
  };
}

/** The reply without its tokens, for rules that read the account or the scopes there; left out when it is large. */
function withoutTokens(json: unknown, tokens: (string | undefined)[]): string | undefined {
  if (json === null || typeof json !== 'object') return undefined;
  const text = JSON.stringify(json, (_key, value: unknown) =>
    typeof value === 'string' && tokens.includes(value) ? undefined : value,
  );
  return text.length <= 16_384 ? text : undefined;
}
