import { defineApp } from '../app-definition/index.ts';

export const salesloft = defineApp({
  id: 'salesloft',
  name: 'Salesloft',
  category: 'crm',
  description: 'Manage people and cadences in Salesloft.',
  docsUrl: 'https://developers.salesloft.com',
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
      baseUrl: 'https://api.salesloft.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://accounts.salesloft.com/oauth/authorize',
        tokenUrl: 'https://accounts.salesloft.com/oauth/token',
        scopeParam: null,
        accessTokenTtlSeconds: 7200,
        refresh: { issued: 'always', rotates: true },
      },
      test: { kind: 'request', request: { url: '/v2/me' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.data.id', label: '$.data.email' },
      credentialUrl: 'https://accounts.salesloft.com/oauth/applications',
      guidance: [
        'Sign in to Salesloft with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In Salesloft, under Your applications, OAuth applications, create an application and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
