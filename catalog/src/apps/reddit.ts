import { defineApp } from '../app-definition/index.ts';

export const reddit = defineApp({
  id: 'reddit',
  name: 'Reddit',
  category: 'social',
  description: 'Read posts and messages of a Reddit account.',
  docsUrl: 'https://www.reddit.com/dev/api',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['automatisch', 'nango'],
    note: 'The test request was found in one source only.',
  },
  methods: [
    {
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: 'https://oauth.reddit.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      staticHeaders: { 'User-Agent': 'web:drawbridge:v1 (by /u/{contact})' },
      fields: [
        {
          key: 'contact',
          label: 'Reddit user name',
          help: 'Reddit wants to know who runs the client.',
          pattern: '^[A-Za-z0-9_-]{3,20}$',
          example: 'acme_bot',
        },
      ],
      scopes: [{ name: 'identity', why: 'Tells which Reddit account was connected.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://www.reddit.com/api/v1/authorize',
        tokenUrl: 'https://www.reddit.com/api/v1/access_token',
        clientAuth: 'basic',
        authorizationParams: { duration: 'permanent' },
        accessTokenTtlSeconds: 86_400,
        refresh: { issued: 'with_param', issuedWith: 'duration=permanent', rotates: false },
        revocation: { url: 'https://www.reddit.com/api/v1/revoke_token', clientAuth: 'basic' },
      },
      test: { kind: 'request', request: { url: '/api/v1/me' }, expect: { status: [200] } },
      permissionTest: { kind: 'scopes', of: 'token', path: '$.scope' },
      account: { from: 'test', id: '$.id', label: '$.name' },
      credentialUrl: 'https://www.reddit.com/prefs/apps',
      guidance: [
        'Sign in to Reddit with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'At reddit.com/prefs/apps, create an app of type web app and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
