import { defineApp } from '../app-definition/index.ts';

export const etsy = defineApp({
  id: 'etsy',
  name: 'Etsy',
  category: 'e-commerce',
  description: 'Read listings and orders of an Etsy shop.',
  docsUrl: 'https://developers.etsy.com/documentation/',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['nango'],
    note: 'Address and place of the credential were found in one source only. The test request is not confirmed by any source. An older source knows only the first version of the API.',
  },
  methods: [
    {
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: 'https://api.etsy.com',
      inject: [
        { in: 'header', name: 'Authorization', value: 'Bearer {access_token}' },
        { in: 'header', name: 'x-api-key', value: '{client_id}:{client_secret}' },
      ],
      scopes: [{ name: 'shops_r', why: 'Reads the shops of the account.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://www.etsy.com/oauth/connect',
        tokenUrl: 'https://api.etsy.com/v3/public/oauth/token',
        pkce: 'required',
        accessTokenTtlSeconds: 3600,
        refresh: { issued: 'always', rotates: true, ttlSeconds: 7_776_000 },
      },
      test: { kind: 'request', request: { url: '/v3/application/users/me' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.user_id', label: '$.shop_id|$.user_id' },
      credentialUrl: 'https://www.etsy.com/developers/your-apps',
      guidance: [
        'Sign in to Etsy with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In the developer pages of Etsy, create an app and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
