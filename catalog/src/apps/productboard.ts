import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const common = {
  baseUrl: 'https://api.productboard.com',
  staticHeaders: { 'X-Version': '1' },
  test: { kind: 'request', request: { url: '/features?pageLimit=1' }, expect: { status: [200] } },
} satisfies Partial<MethodDefinitionInput>;

export const productboard = defineApp({
  id: 'productboard',
  name: 'Productboard',
  category: 'project-management',
  description: 'Read features and notes in Productboard.',
  docsUrl: 'https://developer.productboard.com',
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
        authorizationUrl: 'https://app.productboard.com/oauth2/authorize',
        tokenUrl: 'https://app.productboard.com/oauth2/token',
        scopeParam: null,
        refresh: { issued: 'always', rotates: true },
      },
      account: { from: 'field', id: 'sha256({access_token})', represents: 'key' },
      credentialUrl: 'https://app.productboard.com/oauth2/applications',
      guidance: [
        'Sign in to Productboard with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In Productboard, in the settings of OAuth applications, create an application and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
    {
      ...common,
      key: 'api-key',
      kind: 'api_key',
      label: 'Public API token',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'Public API token', secret: true }],
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialPlace: 'Workspace settings, Integrations, Public API',
      guidance: [
        'In Productboard, open Workspace settings, Integrations, Public API.',
        'Add an access token and copy it; it is shown once.',
      ],
    },
  ],
});
