import { defineApp } from '../app-definition/index.ts';

export const tumblr = defineApp({
  id: 'tumblr',
  name: 'Tumblr',
  category: 'social',
  description: 'Read and publish posts on Tumblr.',
  docsUrl: 'https://www.tumblr.com/docs/en/api/v2',
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
      baseUrl: 'https://api.tumblr.com/v2',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [
        { name: 'basic', why: 'Reads the blogs and their posts.' },
        { name: 'offline_access', why: 'Keeps the connection alive without asking you again.' },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://www.tumblr.com/oauth2/authorize',
        tokenUrl: 'https://api.tumblr.com/v2/oauth2/token',
        accessTokenTtlSeconds: 2520,
        refresh: { issued: 'with_scope', issuedWith: 'offline_access', rotates: true },
      },
      test: { kind: 'request', request: { url: '/user/info' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.response.user.name', label: '$.response.user.name' },
      credentialUrl: 'https://www.tumblr.com/oauth/apps',
      guidance: [
        'Sign in to Tumblr with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'At tumblr.com/oauth/apps, create an application and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
