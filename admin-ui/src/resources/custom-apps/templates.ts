import type { CustomAppScope } from '@drawbridge/catalog';

const secretField = { key: 'api_key', label: 'API key', secret: true };
const request = { kind: 'request', request: { url: '/me' }, expect: { status: [200] } };
const baseUrl = 'https://api.example.com';
const bearer = [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }];

const methods = {
  api_key: {
    key: 'api-key',
    kind: 'api_key',
    label: 'API key',
    baseUrl,
    inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
    fields: [secretField],
    test: request,
    guidance: ['Say in short steps where the key is found.'],
  },
  basic: {
    key: 'basic',
    kind: 'basic',
    label: 'User name and password',
    baseUrl,
    inject: [{ in: 'basic', username: '{username}', password: '{password}' }],
    fields: [
      { key: 'username', label: 'User name' },
      { key: 'password', label: 'Password', secret: true },
    ],
    test: request,
  },
  oauth2_client_credentials: {
    key: 'client-credentials',
    kind: 'oauth2_client_credentials',
    label: 'Client ID and secret',
    baseUrl,
    inject: bearer,
    fields: [
      { key: 'client_id', label: 'Client ID' },
      { key: 'client_secret', label: 'Client secret', secret: true },
    ],
    oauth2: {
      grant: 'client_credentials',
      tokenUrl: 'https://login.example.com/oauth/token',
      clientAuth: 'basic',
      refresh: { issued: 'never' },
    },
    test: request,
  },
  oauth2_authorization_code: {
    key: 'oauth2',
    kind: 'oauth2_authorization_code',
    label: 'OAuth 2.0',
    baseUrl,
    inject: bearer,
    scopes: [{ name: 'read', why: 'Reads the account that is shown beside the name.' }],
    oauth2: {
      grant: 'authorization_code',
      authorizationUrl: 'https://login.example.com/oauth/authorize',
      tokenUrl: 'https://login.example.com/oauth/token',
      clientAuth: 'basic',
      pkce: 'supported',
      refresh: { issued: 'always' },
    },
    test: request,
    clientGuidance: ['Say where the administrator registers the OAuth client.'],
  },
  custom: {
    key: 'own-server',
    kind: 'custom',
    label: 'Own server',
    baseUrl: 'https://{host}',
    inject: [{ in: 'header', name: 'X-Api-Key', value: '{api_key}' }],
    fields: [{ key: 'host', label: 'Host', format: 'host', example: 'erp.example.com' }, secretField],
    test: request,
  },
} as const;

export type TemplateKind = keyof typeof methods;
export const templateKinds = Object.keys(methods) as TemplateKind[];

const described = ['id', 'name', 'category', 'description'] as const;

/** A definition to begin with, as text; what the app is called stays as it was typed. */
export function templateFor(kind: TemplateKind, scope: CustomAppScope, typed: Record<string, unknown> = {}): string {
  const definition: Record<string, unknown> = {
    id: scope === 'platform' ? 'custom-example' : 'own-example',
    name: 'Example',
    category: 'generic',
    description: 'What people do with it, in one sentence.',
    methods: [methods[kind]],
  };
  for (const key of described) if (typeof typed[key] === 'string') definition[key] = typed[key];
  return JSON.stringify(definition, null, 2);
}
