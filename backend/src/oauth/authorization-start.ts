import { createHash, randomBytes } from 'node:crypto';
import {
  buildUrl,
  requestedScopes,
  TemplateError,
  type MethodDefinition,
  type OAuth2Definition,
} from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { calculatePKCECodeChallenge, randomNonce, randomPKCECodeVerifier } from 'openid-client';
import { bringsClient, type Used } from '../apps/index.ts';
import type { StartAuthorization, StartedAuthorization } from '../attempts/index.ts';
import { Clock, CONFIG, invalidField, minutes, principal, Problem, type Config } from '../platform/index.ts';
import { valuesOf } from '../probes/index.ts';
import { clientInUse, isFor } from './client-secret.ts';
import type { OAuthClient } from './oauth-client.entity.ts';
import { filledParams } from './party.ts';
import { PushedRequests } from './pushed-requests.ts';
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
  constructor(
    private readonly pushed: PushedRequests,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async start(em: EntityManager, wanted: Wanted): Promise<StartedAuthorization> {
    const { app, method, form } = wanted;
    const { oauth2 } = method;
    // Nobody is sent anywhere: the token is fetched as one that is over is renewed.
    if (oauth2?.grant === 'client_credentials')
      return { columns: { refreshable: true, tokenExpiresAt: this.clock.now() }, secrets: {} };
    const registered = bringsClient(method) ? null : await registeredClient(em, wanted);
    if (!oauth2?.authorizationUrl) throw new Problem('app_unavailable');
    const sessionId = principal().sessionId;
    if (sessionId === undefined)
      throw new Problem('oauth_unsupported', { detail: 'An authorization takes a person who is signed in.' });
    const clientId = registered?.clientId ?? form.config['client_id'] ?? '';
    const verifier = oauth2.pkce === 'unsupported' ? undefined : randomPKCECodeVerifier();
    const nonce =
      oauth2.issuer !== undefined && method.scopes.some(({ name }) => name === 'openid') ? randomNonce() : undefined;
    const state = newState(oauth2);
    const typed = { ...form.config, ...form.secrets };
    const values = { ...valuesOf(method, typed), client_id: clientId, random: randomNonce() };
    const redirect = redirectUri(this.config, wanted.custom?.customAppId);
    const params = await paramsOf(method, oauth2, { clientId, redirect, state, nonce, verifier, values });
    const url = addressOf(method, oauth2.authorizationUrl, values);
    for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
    const { pushedAuthorizationUrl } = oauth2;
    return {
      columns: {
        authorizationStep: 'asked',
        stateHash: stateHash(state),
        sessionId,
        oauthClientId: registered?.id ?? null,
        redirectUri: redirect,
      },
      secrets: { ...(verifier !== undefined && { code_verifier: verifier }), ...(nonce !== undefined && { nonce }) },
      authorizationUrl: () =>
        pushedAuthorizationUrl === undefined
          ? Promise.resolve(url.href)
          : this.pushed.push({ app, method, oauth2, registered, typed, values }, pushedAuthorizationUrl, url),
      lifetimeMs: consentWithin,
    };
  }
}

/** Of the definition, whatever was typed; a value that it has no use for is the person's to mend. */
function addressOf(method: MethodDefinition, template: string, values: Record<string, string>): URL {
  try {
    return new URL(buildUrl(method, template, values).href);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw invalidField('invalid_fields', `/fields/${error.placeholder}`, error.message);
  }
}

async function registeredClient(em: EntityManager, { app, method }: Used): Promise<OAuthClient> {
  const client = await clientInUse(em, app.id, method.key);
  if (client && isFor(client, { app, method })) return client;
  if (client)
    throw new Problem('app_unavailable', {
      detail: `${app.name} has other addresses since its OAuth client was registered. Its secret goes there only when an administrator has set it again.`,
    });
  throw new Problem('app_unavailable', {
    detail: `No accounts or authentication methods available for ${app.name}. Please contact your administrator to configure OAuth providers.`,
  });
}

interface Asked {
  clientId: string;
  redirect: string;
  state: string;
  nonce: string | undefined;
  verifier: string | undefined;
  values: Record<string, string>;
}

async function paramsOf(method: MethodDefinition, oauth2: OAuth2Definition, asked: Asked) {
  const names = oauth2.paramNames;
  const params: Record<string, string> = {
    response_type: 'code',
    [names.clientId ?? 'client_id']: asked.clientId,
    [names.redirectUri ?? 'redirect_uri']: asked.redirect,
    ...requestedScopes(method),
    ...filledParams(oauth2.authorizationParams, asked.values),
    [names.state ?? 'state']: asked.state,
    ...(asked.nonce !== undefined && { nonce: asked.nonce }),
  };
  if (asked.verifier !== undefined) {
    params['code_challenge'] = await calculatePKCECodeChallenge(asked.verifier);
    params['code_challenge_method'] = 'S256';
  }
  return params;
}

/** 256 bits, as long as the provider lets it; longer only where the provider wants that. */
function newState({ stateLength }: OAuth2Definition): string {
  const length = Math.min(Math.max(43, stateLength?.min ?? 0), stateLength?.max ?? 512);
  return randomBytes(Math.max(stateBytes, length)).toString('base64url').slice(0, length);
}
