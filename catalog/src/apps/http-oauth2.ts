import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const common = {
  baseUrl: '{base_url}',
  inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
  test: {
    kind: 'request',
    request: { url: '/{+test_path}' },
    expect: { status: [200, 201, 202, 204] },
    invalid: [{ status: [401, 403] }],
  },
  troubleshooting: [
    {
      symptom: 'The host may not be called.',
      fix: 'Addresses inside your own network are blocked until a system administrator allows them.',
    },
  ],
} satisfies Partial<MethodDefinitionInput>;

export const httpOauth2 = defineApp({
  id: 'http-oauth2',
  name: 'Generic HTTP (OAuth 2.0)',
  category: 'generic',
  description: 'Call any web API that takes OAuth 2.0 tokens.',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: [],
    note: 'What you enter is what counts: there is no provider whose facts could be confirmed.',
  },
  methods: [
    {
      ...common,
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      fields: [
        {
          key: 'base_url',
          label: 'Base URL',
          help: 'Address that the paths of workflows go below.',
          format: 'url',
          example: 'https://api.example.com',
        },
        {
          key: 'test_path',
          label: 'Test path',
          help: 'A harmless path that answers 200 to whoever is logged in.',
          required: false,
          format: 'path',
          default: '/',
        },
        {
          key: 'authorization_url',
          label: 'Authorization URL',
          format: 'url',
          example: 'https://login.example.com/oauth/authorize',
        },
        { key: 'token_url', label: 'Token URL', format: 'url', example: 'https://login.example.com/oauth/token' },
        { key: 'client_id', label: 'Client ID' },
        { key: 'client_secret', label: 'Client secret', secret: true },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: '{authorization_url}',
        tokenUrl: '{token_url}',
        scopeParam: null,
        refresh: { issued: 'unknown' },
      },
      account: { from: 'field', id: '{base_url}#sha256({access_token})', label: '{base_url}', represents: 'key' },
      credentialPlace: 'Settings of the server you connect',
      guidance: [
        'Register a client at the provider with the redirect address shown here.',
        'Enter its addresses, the client ID and the client secret. They are used for this connection alone.',
        'Sign in and allow access.',
      ],
      clientGuidance: ['Nothing has to be registered for all: each connection brings a client of its own.'],
    },
    {
      ...common,
      key: 'client-credentials',
      kind: 'oauth2_client_credentials',
      label: 'Client ID and secret',
      fields: [
        {
          key: 'base_url',
          label: 'Base URL',
          help: 'Address that the paths of workflows go below.',
          format: 'url',
          example: 'https://api.example.com',
        },
        {
          key: 'test_path',
          label: 'Test path',
          help: 'A harmless path that answers 200 to whoever is logged in.',
          required: false,
          format: 'path',
          default: '/',
        },
        { key: 'token_url', label: 'Token URL', format: 'url', example: 'https://login.example.com/oauth/token' },
        { key: 'client_id', label: 'Client ID' },
        { key: 'client_secret', label: 'Client secret', secret: true },
      ],
      oauth2: { grant: 'client_credentials', tokenUrl: '{token_url}', refresh: { issued: 'never' } },
      account: { from: 'field', id: '{base_url}#{client_id}', label: '{client_id}', represents: 'key' },
      credentialPlace: 'Settings of the server you connect',
      guidance: [
        'Register a client at the provider that may ask for tokens of its own.',
        'Enter the addresses, the client ID and the client secret.',
      ],
    },
  ],
});
