import { defineApp } from '../app-definition/index.ts';

export const whoop = defineApp({
  id: 'whoop',
  name: 'WHOOP',
  category: 'fitness',
  description: 'Read recovery, sleep and strain of a WHOOP member.',
  docsUrl: 'https://developer.whoop.com',
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
      baseUrl: 'https://api.prod.whoop.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [
        { name: 'read:profile', why: 'Tells which WHOOP member was connected.' },
        { name: 'offline', why: 'Keeps the connection alive without asking you again.' },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://api.prod.whoop.com/oauth/oauth2/auth',
        tokenUrl: 'https://api.prod.whoop.com/oauth/oauth2/token',
        accessTokenTtlSeconds: 3600,
        refresh: { issued: 'with_scope', issuedWith: 'offline', rotates: true },
      },
      test: { kind: 'request', request: { url: '/developer/v2/user/profile/basic' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.user_id', label: '$.email' },
      credentialUrl: 'https://developer-dashboard.whoop.com',
      guidance: [
        'Sign in to WHOOP with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In the WHOOP developer dashboard, create an app and add the redirect address shown here.',
        'Switch on the scopes listed here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
