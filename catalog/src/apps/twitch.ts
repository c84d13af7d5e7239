import { defineApp } from '../app-definition/index.ts';

export const twitch = defineApp({
  id: 'twitch',
  name: 'Twitch',
  category: 'media',
  description: 'Read the profile and channel of a Twitch account.',
  docsUrl: 'https://dev.twitch.tv/docs/api/',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['grant', 'nango'],
    note: 'The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: 'https://api.twitch.tv',
      inject: [
        { in: 'header', name: 'Authorization', value: 'Bearer {access_token}' },
        { in: 'header', name: 'Client-Id', value: '{client_id}' },
      ],
      scopes: [{ name: 'user:read:email', why: 'Shows the e-mail address beside the connection.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://id.twitch.tv/oauth2/authorize',
        tokenUrl: 'https://id.twitch.tv/oauth2/token',
        accessTokenTtlSeconds: 14_400,
        refresh: { issued: 'always', rotates: false },
        revocation: { url: 'https://id.twitch.tv/oauth2/revoke', clientAuth: 'body' },
      },
      test: { kind: 'request', request: { url: 'https://id.twitch.tv/oauth2/validate' }, expect: { status: [200] } },
      permissionTest: { kind: 'scopes', of: 'token', path: '$.scope' },
      account: { from: 'test', id: '$.user_id', label: '$.login' },
      credentialUrl: 'https://dev.twitch.tv/console/apps',
      guidance: [
        'Sign in to Twitch with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In the Twitch developer console, create an application and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
