import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Provider, type ClientMetadata, type Configuration, type Grant } from 'oidc-provider';
import { SandboxStore } from './sandbox-store.ts';

export interface SandboxOptions {
  port: number;
  clientId: string;
  clientSecret: string;
  redirectUri: string;
  /** Where its grants are kept; left out: in memory. */
  file?: string;
  /** Lifetime of an access token. */
  accessTokenSeconds?: number;
  /** A second client, which signs (RFC 7523) and has to push its requests (RFC 9126); its public keys. */
  signedClient?: { clientId: string; jwks: NonNullable<ClientMetadata['jwks']> };
}

export interface Sandbox {
  url: string;
  provider: Provider;
  close(): Promise<void>;
}

const day = 86_400;

/** A life that one can watch a token being renewed in. */
const shortSeconds = 5;
/** How long the access tokens of a grant last, in seconds, where its person chose that. */
const lifetimes = new Map<string, number>();

/** A client that asks for tokens as itself; it reaches nothing, so its secret may be known. */
export const machineClient = { clientId: 'sandbox-machine', clientSecret: 'sandbox-machine-secret' };

/**
 * A real OAuth and OpenID Connect server on loopback, for the demo and the tests: PKCE is a must, refresh tokens rotate and
 * a used one that comes again ends the grant. Any name signs in.
 */
export async function openSandbox(options: SandboxOptions): Promise<Sandbox> {
  const url = `http://127.0.0.1:${options.port}`;
  const store = new SandboxStore(options.file);
  const provider = new Provider(url, configuration(options, store));
  provider.on('server_error', () => undefined);
  // Built at the first request, so that what is put before it still counts.
  let callback: ReturnType<Provider['callback']> | undefined;
  const server = createServer((request, response) => {
    const uid = /^\/interaction\/([\w-]+)$/.exec(request.url ?? '')?.[1];
    if (uid === undefined) return void (callback ??= provider.callback())(request, response);
    interact(provider, request, response).catch(() =>
      send(response, 400, page('This request is not known, or too old.', '')),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  return {
    url,
    provider,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      store.flush();
    },
  };
}

function configuration(
  { clientId, clientSecret, redirectUri, accessTokenSeconds = 60, signedClient }: SandboxOptions,
  store: SandboxStore,
): Configuration {
  return {
    adapter: (kind) => store.adapter(kind),
    clients: [
      { ...person(redirectUri), client_id: clientId, client_secret: clientSecret },
      {
        client_id: machineClient.clientId,
        client_secret: machineClient.clientSecret,
        redirect_uris: [],
        grant_types: ['client_credentials'],
        response_types: [],
        token_endpoint_auth_method: 'client_secret_basic',
      },
      ...(signedClient
        ? [
            {
              ...person(redirectUri),
              client_id: signedClient.clientId,
              jwks: signedClient.jwks,
              token_endpoint_auth_method: 'private_key_jwt' as const,
              require_pushed_authorization_requests: true,
            },
          ]
        : []),
    ],
    scopes: ['openid', 'profile', 'offline_access'],
    claims: { openid: ['sub'], profile: ['name'] },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub, name: sub }) }),
    pkce: { required: () => true },
    rotateRefreshToken: true,
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      pushedAuthorizationRequests: { enabled: true },
      revocation: { enabled: true, allowedPolicy: isOwn },
      introspection: { enabled: true, allowedPolicy: isOwn },
    },
    // New at each start: ID tokens are read at once and kept by nobody.
    jwks: {
      keys: [
        {
          ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }),
          alg: 'RS256',
          use: 'sig',
        },
      ],
    },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    cookies: { keys: [clientSecret] },
    conformIdTokenClaims: false,
    ttl: {
      AccessToken: (_context, { grantId }) => lifetimes.get(grantId ?? '') ?? accessTokenSeconds,
      ClientCredentials: accessTokenSeconds,
      AuthorizationCode: 60,
      Grant: 90 * day,
      IdToken: 300,
      Interaction: 600,
      RefreshToken: 90 * day,
      Session: day,
    },
  };
}

/** A client that people sign in through. */
const person = (redirectUri: string): Omit<ClientMetadata, 'client_id'> => ({
  redirect_uris: [redirectUri],
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  token_endpoint_auth_method: 'client_secret_basic',
});

const isOwn = (_context: unknown, client: { clientId: string }, token: { clientId?: string }): boolean =>
  token.clientId === client.clientId;

/** One page for signing in and consent. */
async function interact(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { params, session, grantId } = await provider.interactionDetails(request, response);
  if (request.method !== 'POST')
    return send(response, 200, page('Sandbox provider', form(String(params.scope), session?.accountId ?? '')));
  const sent = new URLSearchParams(await bodyOf(request));
  const name = (sent.get('name') ?? '').trim().slice(0, 60);
  if (sent.get('action') !== 'continue' || name === '')
    return provider.interactionFinished(request, response, {
      error: 'access_denied',
      error_description: 'The person said no.',
    });
  const kept = grantId === undefined || session?.accountId !== name ? undefined : await provider.Grant.find(grantId);
  const grant: Grant = kept ?? new provider.Grant({ accountId: name, clientId: String(params.client_id) });
  grant.addOIDCScope(String(params.scope));
  const saved = await grant.save();
  if (sent.get('lifetime') === 'short') lifetimes.set(saved, shortSeconds);
  await provider.interactionFinished(
    request,
    response,
    { login: { accountId: name }, consent: { grantId: saved } },
    { mergeWithLastSubmission: false },
  );
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) if ((text += String(part)).length > 4096) throw new Error('too large');
  return text;
}

function send(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  });
  response.end(html);
}

const escape = (text: string) => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

const form = (scope: string, name: string) => `
<p>Drawbridge asks for: <strong>${escape(scope)}</strong></p>
<form method="post">
<label>Your name <input name="name" value="${escape(name)}" autocomplete="off" autofocus></label>
<p><label><input type="checkbox" name="lifetime" value="short"> Access tokens last ${shortSeconds} seconds</label></p>
<p><button name="action" value="continue">Continue</button> <button name="action" value="cancel">Cancel</button></p>
</form>`;

const page = (title: string, content: string) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>body{font:16px sans-serif;max-width:28rem;margin:4rem auto;padding:0 1rem}input,button{font:inherit;padding:.4rem .8rem}</style>
</head><body><h1>${title}</h1>${content}</body></html>`;
