import { defineApp } from '../app-definition/index.ts';

export const strava = defineApp({
  id: 'strava',
  name: 'Strava',
  category: 'fitness',
  description: 'Read activities of a Strava athlete.',
  docsUrl: 'https://developers.strava.com',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['nango'],
    note: 'Address and place of the credential were found in one source only. The test request is not confirmed by any source. Sources name different paths of the login.',
  },
  methods: [
    {
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: 'https://www.strava.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [{ name: 'read', why: 'Reads the public profile and public activities.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://www.strava.com/oauth/authorize',
        tokenUrl: 'https://www.strava.com/api/v3/oauth/token',
        scopeSeparator: ',',
        authorizationParams: { approval_prompt: 'auto' },
        accessTokenTtlSeconds: 21_600,
        refresh: { issued: 'always', rotates: true },
        revocation: {
          url: 'https://www.strava.com/oauth/deauthorize',
          clientAuth: 'none',
          token: 'access_token',
          send: 'form',
          param: 'access_token',
        },
      },
      test: { kind: 'request', request: { url: '/api/v3/athlete' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.id', label: '$.username' },
      credentialUrl: 'https://www.strava.com/settings/api',
      guidance: [
        'Sign in to Strava with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'At strava.com/settings/api, create an application and enter the host of the redirect address shown here as its callback domain.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
