import { defineApp } from '../app-definition/index.ts';

export const helpScout = defineApp({
  id: 'help-scout',
  name: 'Help Scout',
  category: 'customer-support',
  description: 'Read and answer conversations in Help Scout.',
  docsUrl: 'https://developer.helpscout.com/mailbox-api/',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['n8n', 'nango'],
    note: 'The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: 'https://api.helpscout.net',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://secure.helpscout.net/authentication/authorizeClientApplication',
        tokenUrl: 'https://api.helpscout.net/v2/oauth2/token',
        scopeParam: null,
        accessTokenTtlSeconds: 172_800,
        refresh: { issued: 'always', rotates: true },
      },
      test: { kind: 'request', request: { url: '/v2/users/me' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.id', label: '$.email' },
      credentialUrl: 'https://secure.helpscout.net/users/profile/',
      guidance: [
        'Sign in to Help Scout with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In Help Scout, under Your profile, My apps, create an app and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
