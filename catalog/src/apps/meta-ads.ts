import { defineApp } from '../app-definition/index.ts';

export const metaAds = defineApp({
  id: 'meta-ads',
  name: 'Meta Ads',
  category: 'ads',
  description: 'Read campaigns and their figures in Meta Ads.',
  docsUrl: 'https://developers.facebook.com/docs/marketing-apis',
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
      baseUrl: 'https://graph.facebook.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [{ name: 'ads_read', why: 'Reads campaigns and their figures; changes nothing.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://www.facebook.com/v22.0/dialog/oauth',
        tokenUrl: 'https://graph.facebook.com/v22.0/oauth/access_token',
        scopeSeparator: ',',
        accessTokenTtlSeconds: 5_184_000,
        refresh: { issued: 'never' },
        revocation: {
          url: 'https://graph.facebook.com/v24.0/me/permissions',
          clientAuth: 'none',
          method: 'DELETE',
          token: 'access_token',
          send: 'bearer',
        },
        longLivedExchange: {
          url: 'https://graph.facebook.com/v22.0/oauth/access_token',
          grantType: 'fb_exchange_token',
          tokenParam: 'fb_exchange_token',
          ttlSeconds: 5_184_000,
        },
      },
      test: {
        kind: 'request',
        request: { url: '/v24.0/me/adaccounts?limit=1' },
        expect: { status: [200] },
        invalid: [{ status: [401] }, { at: '$.error.code', equals: [190] }],
      },
      permissionTest: {
        kind: 'request',
        request: { url: '/v24.0/me/permissions' },
        expect: { status: [200], at: '$.data[?permission=ads_read].status', equals: ['granted'] },
        missing: [{ status: [200], at: '$.data[?permission=ads_read].status', equals: ['declined', 'expired', null] }],
      },
      errors: [
        {
          when: { at: '$.error.code', equals: [10, 200, 294] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The token works, but ads_read was not granted.',
        },
        {
          when: { at: '$.error.code', equals: [4, 17, 32, 613, 80_000, 80_004] },
          code: 'rate_limited',
          part: 'api',
          outcome: 'undecided',
          meaning: 'Meta asks to slow down.',
        },
      ],
      account: {
        from: 'request',
        request: { url: 'https://graph.facebook.com/v24.0/me?fields=id,name' },
        id: '$.id',
        label: '$.name',
      },
      credentialUrl: 'https://developers.facebook.com/apps',
      guidance: [
        'Sign in to Meta Ads with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'At developers.facebook.com, create an app and add the product Marketing API.',
        'Add the redirect address shown here, then copy app ID and app secret.',
        'Until Meta has reviewed the app, only people with a role in it can connect.',
      ],
      troubleshooting: [
        { symptom: 'The connection ended after 60 days.', fix: 'Meta hands out no refresh tokens. Reconnect.' },
      ],
    },
  ],
});
