import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const common = {
  baseUrl: 'https://api.aircall.io',
  test: { kind: 'request', request: { url: '/v1/company' }, expect: { status: [200] } },
  account: { from: 'test', id: '$.company.name', label: '$.company.name', represents: 'workspace' },
} satisfies Partial<MethodDefinitionInput>;

export const aircall = defineApp({
  id: 'aircall',
  name: 'Aircall',
  category: 'voice',
  description: 'Read calls, users and contacts of an Aircall phone system.',
  docsUrl: 'https://developer.aircall.io/api-references/',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['nango'],
    note: 'Address and place of the credential were found in one source only. The test request is not confirmed by any source.',
  },
  methods: [
    {
      ...common,
      key: 'basic',
      kind: 'basic',
      label: 'API ID and token',
      inject: [{ in: 'basic', username: '{api_id}', password: '{api_token}' }],
      fields: [
        { key: 'api_id', label: 'API ID', pattern: '^[a-zA-Z0-9_-]+$' },
        { key: 'api_token', label: 'API token', secret: true },
      ],
      credentialUrl: 'https://dashboard.aircall.io/integrations/api-keys',
      guidance: [
        'In the Aircall dashboard, open Integrations & API, API keys, and add a key.',
        'Copy the API ID and the API token; the token is shown once.',
      ],
    },
    {
      ...common,
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [{ name: 'public_api', why: 'Uses the public API of the company; Aircall has no narrower scope.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://dashboard.aircall.io/oauth/authorize',
        tokenUrl: 'https://api.aircall.io/v1/oauth/token',
        clientAuth: 'basic',
        refresh: { issued: 'never' },
        scopeParam: 'scope',
      },
      credentialPlace: 'Aircall developer programme',
      guidance: ['An administrator of the Aircall account has to sign in.', 'Choose Authorize.'],
      clientGuidance: [
        'Ask Aircall for an OAuth client; name the redirect address shown here.',
        'Enter the client ID and client secret that you receive.',
      ],
    },
  ],
});
