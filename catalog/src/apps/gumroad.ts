import { defineApp } from '../app-definition/index.ts';

export const gumroad = defineApp({
  id: 'gumroad',
  name: 'Gumroad',
  category: 'e-commerce',
  description: 'Read products and sales in Gumroad.',
  docsUrl: 'https://gumroad.com/api',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['nango'],
    note: 'Address and place of the credential were found in one source only. The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: 'https://api.gumroad.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [{ name: 'view_profile', why: 'Tells which Gumroad account was connected.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://gumroad.com/oauth/authorize',
        tokenUrl: 'https://api.gumroad.com/oauth/token',
        refresh: { issued: 'never' },
      },
      test: { kind: 'request', request: { url: '/v2/user' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.user.user_id', label: '$.user.email' },
      credentialUrl: 'https://app.gumroad.com/settings/advanced',
      guidance: [
        'Sign in to Gumroad with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In Gumroad, under Settings, Advanced, create an application and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
