import { defineApp } from '../app-definition/index.ts';

export const spotify = defineApp({
  id: 'spotify',
  name: 'Spotify',
  category: 'media',
  description: 'Read the profile and playlists of a Spotify account.',
  docsUrl: 'https://developer.spotify.com/documentation/web-api',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['automatisch', 'grant', 'nango'],
    note: 'The test request was found in one source only.',
  },
  methods: [
    {
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: 'https://api.spotify.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [{ name: 'user-read-private', why: 'Reads the profile, which tells whose account it is.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://accounts.spotify.com/authorize',
        tokenUrl: 'https://accounts.spotify.com/api/token',
        clientAuth: 'basic',
        pkce: 'supported',
        accessTokenTtlSeconds: 3600,
        refresh: { issued: 'always', rotates: false },
      },
      test: { kind: 'request', request: { url: '/v1/me' }, expect: { status: [200] } },
      permissionTest: { kind: 'scopes', of: 'token', path: '$.scope' },
      account: { from: 'test', id: '$.id', label: '$.display_name' },
      credentialUrl: 'https://developer.spotify.com/dashboard',
      guidance: [
        'Sign in to Spotify with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In the Spotify developer dashboard, create an app and add the redirect address shown here.',
        'While it is in development mode, add the people who may connect.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
