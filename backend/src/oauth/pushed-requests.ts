import { buildUrl, type AppDefinition } from '@drawbridge/catalog';
import { Injectable } from '@nestjs/common';
import * as client from 'openid-client';
import { Problem } from '../platform/index.ts';
import { Egress, fetchThrough } from '../platform/egress/index.ts';
import { authentication } from './client-authentication.ts';
import { ClientSecrets } from './client-secret.ts';
import type { OAuthClient } from './oauth-client.entity.ts';
import type { Party } from './party.ts';
import { cleaned, errorCodeOf } from './quirk-fetch.ts';
import { rejection } from './rejection.ts';
import { asRefusal, TokenRefused } from './token-refused.ts';

const limits = { totalMs: 8_000, maxBytes: 16_384 };

interface Pushed extends Pick<Party, 'method' | 'oauth2' | 'values'> {
  app: AppDefinition;
  registered: OAuthClient | null;
  /** What the person typed, where the client is among it. */
  typed: Record<string, string>;
}

/** Hands authorization requests to the provider beforehand (PAR, RFC 9126), so that the browser carries a reference alone. */
@Injectable()
export class PushedRequests {
  constructor(
    private readonly secrets: ClientSecrets,
    private readonly egress: Egress,
  ) {}

  /** The address to send the person to in place of `request`; a Problem in the provider's words where it refuses. */
  async push(of: Pushed, endpoint: string, request: URL): Promise<string> {
    const { app, method, oauth2, registered, typed, values } = of;
    const identity = await this.secrets.identity(of, registered, typed);
    if (!identity) throw new Problem('app_unavailable');
    const url = new URL(buildUrl(method, endpoint, values).href);
    const page = new URL(request);
    page.search = '';
    try {
      const config = new client.Configuration(
        {
          issuer:
            oauth2.issuer === undefined ? page.origin : buildUrl(method, oauth2.issuer, values).href.replace(/\/$/, ''),
          authorization_endpoint: page.href,
          pushed_authorization_request_endpoint: url.href,
        },
        identity.clientId,
        undefined,
        authentication({ ...of, ...identity }),
      );
      // The egress decides which addresses may be called, and refuses plain http in production.
      if (url.protocol === 'http:') client.allowInsecureRequests(config);
      config[client.customFetch] = fetchThrough(this.egress, limits) as client.CustomFetch;
      return (await client.buildAuthorizationUrlWithPAR(config, request.searchParams)).href;
    } catch (error) {
      const hidden = [...request.searchParams.values(), identity.clientSecret ?? ''];
      throw new Problem('app_unavailable', { detail: rejection(refusalOfPush(error, hidden), app.name).message });
    }
  }
}

function refusalOfPush(error: unknown, hidden: string[]): TokenRefused {
  if (!(error instanceof client.ResponseBodyError)) return asRefusal(causeOf(error));
  const code = errorCodeOf(error.error) ?? 'unnamed_error';
  const description = cleaned(error.error_description, hidden);
  return new TokenRefused(error.status === 401 ? 'client_refused' : 'refused', code, {
    ...(description !== undefined && { description }),
  });
}

/** The library wraps what our own fetch has thrown. */
const causeOf = (error: unknown): unknown =>
  error instanceof Error && error.cause instanceof Error ? error.cause : error;
