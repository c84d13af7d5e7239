import { defineApp } from '../app-definition/index.ts';

export const fitbit = defineApp({
  id: 'fitbit',
  name: 'Fitbit',
  category: 'fitness',
  description: 'Read activity, sleep and body data of a Fitbit account.',
  docsUrl: 'https://dev.fitbit.com/build/reference/web-api/',
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
      baseUrl: 'https://api.fitbit.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [{ name: 'profile', why: 'Reads the profile of the account.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://www.fitbit.com/oauth2/authorize',
        tokenUrl: 'https://api.fitbit.com/oauth2/token',
        clientAuth: 'basic',
        pkce: 'supported',
        accessTokenTtlSeconds: 28_800,
        refresh: { issued: 'always', rotates: true },
        tokenFields: { user_id: '$.user_id' },
        revocation: { url: 'https://api.fitbit.com/oauth2/revoke', clientAuth: 'basic' },
      },
      test: { kind: 'request', request: { url: '/1/user/-/profile.json' }, expect: { status: [200] } },
      permissionTest: { kind: 'scopes', of: 'token', path: '$.scope' },
      account: { from: 'test', id: '$.user.encodedId', label: '$.user.displayName' },
      credentialUrl: 'https://dev.fitbit.com/apps',
      guidance: [
        'Sign in to Fitbit with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'At dev.fitbit.com, create an app of type Server and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
