import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const common = {
  baseUrl: 'https://api.printful.com',
  test: { kind: 'request', request: { url: '/stores' }, expect: { status: [200] } },
  account: { from: 'test', id: '$.result[0].id', label: '$.result[0].name', represents: 'workspace' },
} satisfies Partial<MethodDefinitionInput>;

export const printful = defineApp({
  id: 'printful',
  name: 'Printful',
  category: 'e-commerce',
  description: 'Manage products and orders at Printful.',
  docsUrl: 'https://developers.printful.com/docs/',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['nango'],
    note: 'Address and place of the credential were found in one source only. The test request is not confirmed by any source.',
  },
  methods: [
    {
      ...common,
      key: 'api-key',
      kind: 'api_key',
      label: 'Private token',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'Private token', secret: true }],
      credentialUrl: 'https://developers.printful.com/tokens',
      guidance: [
        'At developers.printful.com, open Your tokens and create a token.',
        'Choose the store and only the scopes that workflows need. Copy it; it is shown once.',
      ],
    },
    {
      ...common,
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://www.printful.com/oauth/authorize',
        tokenUrl: 'https://www.printful.com/oauth/token',
        scopeParam: null,
        accessTokenTtlSeconds: 3600,
        refresh: { issued: 'always', rotates: true, ttlSeconds: 7_776_000 },
        paramNames: { redirectUri: 'redirect_url' },
      },
      credentialUrl: 'https://developers.printful.com/apps',
      guidance: [
        'Sign in to Printful with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'At developers.printful.com, create a public app and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
