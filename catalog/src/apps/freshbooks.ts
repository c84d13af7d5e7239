import { defineApp } from '../app-definition/index.ts';

export const freshbooks = defineApp({
  id: 'freshbooks',
  name: 'FreshBooks',
  category: 'finance',
  description: 'Read clients, invoices and expenses in FreshBooks.',
  docsUrl: 'https://www.freshbooks.com/api/start',
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
      baseUrl: 'https://api.freshbooks.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [{ name: 'user:profile:read', why: 'Tells which FreshBooks account was connected.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://auth.freshbooks.com/oauth/authorize',
        tokenUrl: 'https://api.freshbooks.com/auth/oauth/token',
        tokenRequestFormat: 'json',
        accessTokenTtlSeconds: 43_200,
        refresh: { issued: 'always', rotates: true },
        revocation: { url: 'https://api.freshbooks.com/auth/oauth/revoke', clientAuth: 'body' },
      },
      test: { kind: 'request', request: { url: '/auth/api/v1/users/me' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.response.id', label: '$.response.email' },
      credentialUrl: 'https://my.freshbooks.com/#/developer',
      guidance: [
        'Sign in to FreshBooks with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In FreshBooks, in the developer portal, create an app and add the redirect address shown here.',
        'Switch on the scopes listed here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
