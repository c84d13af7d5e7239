import { defineApp, type AppDefinition, type AppDefinitionInput } from '@drawbridge/catalog';

/** The authorization server that the demo runs on this machine, as an app: to walk through OAuth without an account anywhere. */
export function sandboxApp(address: string): AppDefinition {
  const url = address.replace(/\/$/, '');
  return defineApp({
    id: 'sandbox',
    name: 'Sandbox provider',
    category: 'developer-tools',
    description: 'A provider on this machine, to try OAuth with. Any name signs in.',
    facts: { confirmed: true, scope: 'login_and_test', sources: ['part of the demo'] },
    methods: [
      {
        key: 'oauth2',
        kind: 'oauth2_authorization_code',
        label: 'OAuth 2.0',
        baseUrl: '{base_url}',
        inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
        fields: [addressField(url)],
        scopes: [
          { name: 'openid', why: 'Tells which account was connected.' },
          { name: 'profile', why: 'Shows the name beside the connection.' },
          { name: 'offline_access', why: 'Keeps the connection alive without asking you again.' },
        ],
        oauth2: {
          grant: 'authorization_code',
          issuer: '{base_url}',
          issInResponse: true,
          authorizationUrl: '{base_url}/auth',
          tokenUrl: '{base_url}/token',
          clientAuth: 'basic',
          pkce: 'required',
          authorizationParams: { prompt: 'consent' },
          refresh: { issued: 'with_scope', issuedWith: 'offline_access', rotates: true },
          revocation: {
            url: '{base_url}/token/revocation',
            token: 'refresh_token',
            clientAuth: 'basic',
            ends: 'grant',
          },
        },
        test: { kind: 'request', request: { url: '/me' }, expect: { status: [200], at: '$.sub', present: true } },
        permissionTest: { kind: 'scopes', of: 'token', path: '$.scope' },
        account: { from: 'test', id: '$.sub', label: '$.name' },
        guidance: ['Sign in with any name, then choose Continue.'],
      },
      {
        key: 'client-credentials',
        kind: 'oauth2_client_credentials',
        label: 'Client ID and secret',
        baseUrl: '{base_url}',
        inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
        fields: [
          addressField(url),
          { key: 'client_id', label: 'Client ID' },
          { key: 'client_secret', label: 'Client secret', secret: true },
        ],
        oauth2: {
          grant: 'client_credentials',
          issuer: '{base_url}',
          tokenUrl: '{base_url}/token',
          clientAuth: 'basic',
          refresh: { issued: 'never' },
          revocation: { url: '{base_url}/token/revocation', token: 'access_token', clientAuth: 'basic', ends: 'token' },
        },
        test: { kind: 'token_call', invalid: [{ status: [401] }, { at: '$.error', equals: ['invalid_client'] }] },
        account: { from: 'field', id: '{client_id}', label: '{client_id}', represents: 'key' },
        guidance: ['Type sandbox-machine as client ID and sandbox-machine-secret as client secret.'],
      },
    ],
  });
}

type Field = NonNullable<AppDefinitionInput['methods'][number]['fields']>[number];

/** Nobody is asked: there is one address. */
const addressField = (url: string): Field => ({
  key: 'base_url',
  label: 'Address',
  required: false,
  format: 'url',
  allowHttp: true,
  default: url,
  options: [{ value: url, label: 'This machine' }],
  filledFrom: { from: 'token', path: '$.base_url' },
});
