import { defineApp } from '../app-definition/index.ts';

export const pinterest = defineApp({
  id: 'pinterest',
  name: 'Pinterest',
  category: 'social',
  description: 'Read boards and pins of a Pinterest account.',
  docsUrl: 'https://developers.pinterest.com/docs/api/v5/',
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
      baseUrl: 'https://api.pinterest.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [{ name: 'user_accounts:read', why: 'Tells which Pinterest account was connected.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://www.pinterest.com/oauth',
        tokenUrl: 'https://api.pinterest.com/v5/oauth/token',
        clientAuth: 'basic',
        scopeSeparator: ',',
        accessTokenTtlSeconds: 2_592_000,
        refresh: { issued: 'always', rotates: true, ttlSeconds: 5_184_000 },
      },
      test: { kind: 'request', request: { url: '/v5/user_account' }, expect: { status: [200] } },
      permissionTest: { kind: 'scopes', of: 'token', path: '$.scope', separator: ' ' },
      account: { from: 'test', id: '$.id|$.username', label: '$.username' },
      credentialUrl: 'https://developers.pinterest.com/apps/',
      guidance: [
        'Sign in to Pinterest with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'At developers.pinterest.com, create an app and add the redirect address shown here.',
        'Until Pinterest has reviewed the app, it works with your own account only.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
