import { defineApp } from '../app-definition/index.ts';

export const instagram = defineApp({
  id: 'instagram',
  name: 'Instagram',
  category: 'social',
  description: 'Read the profile and posts of a professional Instagram account.',
  docsUrl: 'https://developers.facebook.com/docs/instagram-platform',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['grant', 'nango'],
    note: 'The sources do not cover the same parts, so nothing was found twice. The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: 'https://graph.instagram.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [{ name: 'instagram_business_basic', why: 'Reads the profile and the posts.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://www.instagram.com/oauth/authorize',
        tokenUrl: 'https://api.instagram.com/oauth/access_token',
        refreshUrl: 'https://graph.instagram.com/refresh_access_token',
        scopeSeparator: ',',
        accessTokenTtlSeconds: 5_184_000,
        refresh: {
          issued: 'never',
          grantType: 'ig_refresh_token',
          tokenParam: 'access_token',
          token: 'access_token',
          method: 'GET',
          rotates: true,
        },
        tokenFields: { user_id: '$.user_id' },
        longLivedExchange: {
          url: 'https://graph.instagram.com/access_token',
          grantType: 'ig_exchange_token',
          tokenParam: 'access_token',
          ttlSeconds: 5_184_000,
        },
      },
      test: {
        kind: 'request',
        request: { url: '/me?fields=user_id,username' },
        expect: { status: [200] },
        invalid: [{ status: [401] }, { at: '$.error.code', equals: [190] }],
      },
      account: { from: 'test', id: '$.user_id', label: '$.username' },
      credentialUrl: 'https://developers.facebook.com/apps',
      guidance: [
        'Sign in with a professional Instagram account: business or creator.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'At developers.facebook.com, create an app and add the product Instagram.',
        'Add the redirect address shown here, then copy app ID and app secret.',
        'Until Meta has reviewed the app, only people with a role in it can connect.',
      ],
      troubleshooting: [
        {
          symptom: 'The connection ended after 60 days.',
          fix: 'The token is renewed by using it, between one day and 60 days after it was made. Reconnect.',
        },
      ],
    },
  ],
});
