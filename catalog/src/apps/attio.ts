import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const common = {
  baseUrl: 'https://api.attio.com',
  test: { kind: 'request', request: { url: '/v2/self' }, expect: { status: [200] } },
  account: { from: 'test', id: '$.workspace_id', label: '$.workspace_name', represents: 'workspace' },
} satisfies Partial<MethodDefinitionInput>;

export const attio = defineApp({
  id: 'attio',
  name: 'Attio',
  category: 'crm',
  description: 'Read and update records and lists in Attio.',
  docsUrl: 'https://docs.attio.com',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['nango'],
    note: 'Address and place of the credential were found in one source only. The test request is not confirmed by any source.',
  },
  methods: [
    {
      ...common,
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://app.attio.com/authorize',
        tokenUrl: 'https://app.attio.com/oauth/token',
        scopeParam: null,
        refresh: { issued: 'never' },
      },
      credentialUrl: 'https://build.attio.com',
      guidance: [
        'Sign in to Attio with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In the Attio developer portal, create an integration and add the redirect address shown here.',
        'Choose the scopes there; they belong to the integration.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
    {
      ...common,
      key: 'api-key',
      kind: 'api_key',
      label: 'Access token',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'Access token', secret: true }],
      credentialUrl: 'https://app.attio.com/settings/developers',
      guidance: [
        'In Attio, open Workspace settings, Developers, and create an integration.',
        'Choose its scopes, generate the access token and copy it.',
      ],
    },
  ],
});
