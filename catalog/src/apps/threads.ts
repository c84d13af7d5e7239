import { defineApp } from '../app-definition/index.ts';

export const threads = defineApp({
  id: 'threads',
  name: 'Threads',
  category: 'social',
  description: 'Read and publish posts of a Threads account.',
  docsUrl: 'https://developers.facebook.com/docs/threads',
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
      baseUrl: 'https://graph.threads.net',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [{ name: 'threads_basic', why: 'Reads the profile and the posts.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://threads.net/oauth/authorize',
        tokenUrl: 'https://graph.threads.net/oauth/access_token',
        refreshUrl: 'https://graph.threads.net/refresh_access_token',
        scopeSeparator: ',',
        accessTokenTtlSeconds: 5_184_000,
        refresh: {
          issued: 'never',
          grantType: 'th_refresh_token',
          tokenParam: 'access_token',
          token: 'access_token',
          method: 'GET',
          rotates: true,
        },
        longLivedExchange: {
          url: 'https://graph.threads.net/access_token',
          grantType: 'th_exchange_token',
          tokenParam: 'access_token',
          ttlSeconds: 5_184_000,
        },
      },
      test: {
        kind: 'request',
        request: { url: '/v1.0/me?fields=id,username' },
        expect: { status: [200] },
        invalid: [{ status: [401] }, { at: '$.error.code', equals: [190] }],
      },
      account: { from: 'test', id: '$.id', label: '$.username' },
      credentialUrl: 'https://developers.facebook.com/apps',
      guidance: [
        'Sign in to Threads with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'At developers.facebook.com, create an app and add the use case Threads API.',
        'Add the redirect address shown here, then copy app ID and app secret of Threads.',
        'Until Meta has reviewed the app, only testers can connect.',
      ],
    },
  ],
});
