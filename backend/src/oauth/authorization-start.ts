import { createHash, randomBytes } from 'node:crypto';
import { buildUrl, requestedScopes, type OAuth2Definition } from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { calculatePKCECodeChallenge, randomNonce, randomPKCECodeVerifier } from 'openid-client';
import { unsupportedIn } from '../apps/index.ts';
import type { StartAuthorization, StartedAuthorization } from '../attempts/index.ts';
import { CONFIG, minutes, principal, Problem, type Config } from '../platform/index.ts';
import { valuesOf } from '../probes/index.ts';
import { clientInUse } from './client-secret.ts';
import { filledParams } from './party.ts';
import { redirectUri } from './redirect-uri.ts';

/** How long a person may take at the provider. */
export const consentWithin = minutes(10);
const stateBytes = 32;

/** The key that an attempt is found by: the state itself is kept by nobody but the person's browser. */
export const stateHash = (state: string): string => createHash('sha256').update(state).digest('base64url');

type Wanted = Parameters<StartAuthorization>[1];

/** Builds authorization requests: code flow with PKCE S256 (RFC 7636), a state of 256 bits, a nonce where there are ID tokens. */
@Injectable()
export class AuthorizationStart {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  async start(em: EntityManager, { app, method, form }: Wanted): Promise<StartedAuthorization> {
    const { oauth2 } = method;
    const sessionId = principal().sessionId;
    const client = oauth2 && (await clientInUse(em, app.id, method.key));
    if (!oauth2?.authorizationUrl || !client || unsupportedIn(method) !== undefined)
      throw new Problem('app_unavailable', {
        detail: `No accounts or authentication methods available for ${app.name}. Please contact your administrator to configure OAuth providers.`,
      });
    if (sessionId === undefined)
      throw new Problem('oauth_unsupported', { detail: 'An authorization takes a person who is signed in.' });
    const verifier = oauth2.pkce === 'unsupported' ? undefined : randomPKCECodeVerifier();
    const nonce =
      oauth2.issuer !== undefined && method.scopes.some(({ name }) => name === 'openid') ? randomNonce() : undefined;
    const state = newState(oauth2);
    const redirect = redirectUri(this.config);
    const values = {
      ...valuesOf(method, { ...form.config, ...form.secrets }),
      client_id: client.clientId,
      random: randomNonce(),
    };
    const url = new URL(buildUrl(method, oauth2.authorizationUrl, values).href);
    const names = oauth2.paramNames;
    const params: Record<string, string> = {
      response_type: 'code',
      [names.clientId ?? 'client_id']: client.clientId,
      [names.redirectUri ?? 'redirect_uri']: redirect,
      ...requestedScopes(method),
      ...filledParams(oauth2.authorizationParams, values),
      [names.state ?? 'state']: state,
      ...(nonce !== undefined && { nonce }),
      ...(verifier !== undefined && {
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      }),
    };
    for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
    return {
      columns: {
        authorizationStep: 'asked',
        stateHash: stateHash(state),
        sessionId,
        oauthClientId: client.id,
        redirectUri: redirect,
      },
      secrets: { ...(verifier !== undefined && { code_verifier: verifier }), ...(nonce !== undefined && { nonce }) },
      authorizationUrl: url.href,
      lifetimeMs: consentWithin,
    };
  }
}

/** 256 bits, as long as the provider lets it; longer only where the provider wants that. */
function newState({ stateLength }: OAuth2Definition): string {
  const length = Math.min(Math.max(43, stateLength?.min ?? 0), stateLength?.max ?? 512);
  return randomBytes(Math.max(stateBytes, length)).toString('base64url').slice(0, length);
}
