import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const common = {
  baseUrl: 'https://connect.squareup.com',
  test: { kind: 'request', request: { url: '/v2/merchants/me' }, expect: { status: [200] } },
  account: { from: 'test', id: '$.merchant.id', label: '$.merchant.business_name', represents: 'workspace' },
  credentialUrl: 'https://developer.squareup.com/apps',
} satisfies Partial<MethodDefinitionInput>;

export const square = defineApp({
  id: 'square',
  name: 'Square',
  category: 'payments',
  description: 'Take payments and read orders and customers in Square.',
  docsUrl: 'https://developer.squareup.com/reference/square',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['grant', 'nango'],
    note: 'The test request is not confirmed by any source. Not confirmed by two sources: Access token.',
  },
  methods: [
    {
      ...common,
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [{ name: 'MERCHANT_PROFILE_READ', why: 'Reads the name of the business.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://connect.squareup.com/oauth2/authorize',
        tokenUrl: 'https://connect.squareup.com/oauth2/token',
        tokenRequestFormat: 'json',
        pkce: 'supported',
        scopeSeparator: '+',
        authorizationParams: { session: 'false' },
        accessTokenTtlSeconds: 2_592_000,
        refresh: { issued: 'always', rotates: false },
        tokenFields: { merchant_id: '$.merchant_id' },
        revocation: {
          url: 'https://connect.squareup.com/oauth2/revoke',
          clientAuth: 'authorization_client',
          send: 'json',
          param: 'access_token',
          token: 'access_token',
          params: { client_id: '{client_id}' },
        },
      },
      guidance: [
        'Sign in to Square with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In the developer console of Square, create an application and add the redirect address shown here.',
        'Use the credentials of the production environment.',
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
      guidance: [
        'In the developer console of Square, open an application and choose Production.',
        'Copy the access token. It can do everything, and only in your own business.',
      ],
    },
  ],
});
