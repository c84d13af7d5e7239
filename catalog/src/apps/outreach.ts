import { defineApp } from '../app-definition/index.ts';

export const outreach = defineApp({
  id: 'outreach',
  name: 'Outreach',
  category: 'crm',
  description: 'Manage prospects and sequences in Outreach.',
  docsUrl: 'https://developers.outreach.io',
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
      baseUrl: 'https://api.outreach.io',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      staticHeaders: { Accept: 'application/vnd.api+json' },
      scopes: [{ name: 'users.read', why: 'Reads users, which tells who signed in.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://api.outreach.io/oauth/authorize',
        tokenUrl: 'https://api.outreach.io/oauth/token',
        accessTokenTtlSeconds: 7200,
        refresh: { issued: 'always', rotates: true, ttlSeconds: 1_209_600 },
      },
      test: { kind: 'request', request: { url: '/api/v2' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.meta.user.id', label: '$.meta.user.email' },
      credentialUrl: 'https://developers.outreach.io/apps/',
      guidance: [
        'Sign in to Outreach with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In the Outreach developer portal, create an app and add the redirect address shown here.',
        'Switch on the scopes listed here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
