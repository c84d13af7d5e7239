import { defineApp } from '../app-definition/index.ts';

export const tiktokAds = defineApp({
  id: 'tiktok-ads',
  name: 'TikTok Ads',
  category: 'ads',
  description: 'Read campaigns and their figures in TikTok Ads.',
  docsUrl: 'https://business-api.tiktok.com/portal/docs',
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
      baseUrl: 'https://business-api.tiktok.com/open_api/v1.3',
      inject: [{ in: 'header', name: 'Access-Token', value: '{access_token}' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://business-api.tiktok.com/portal/auth',
        tokenUrl: 'https://business-api.tiktok.com/open_api/v1.3/oauth2/access_token/',
        tokenRequestFormat: 'json',
        scopeParam: null,
        refresh: { issued: 'never' },
        tokenFields: { advertiser_ids: '$.data.advertiser_ids' },
        paramNames: { clientId: 'app_id', clientSecret: 'secret', code: 'auth_code' },
        tokenPaths: { accessToken: '$.data.access_token' },
        tokenErrors: [{ at: '$.code', present: true, equals: [40_001, 40_002, 40_100, 40_105, 40_110] }],
        accessTokenTtlSeconds: null,
      },
      // Every answer has status 200; only the code in the body tells.
      test: {
        kind: 'request',
        request: { url: '/user/info/' },
        expect: { status: [200], at: '$.code', equals: [0] },
        invalid: [{ status: [401] }, { at: '$.code', equals: [40_100, 40_102, 40_105] }],
      },
      errors: [
        {
          when: { at: '$.code', equals: [40_001] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The token works, but lacks a permission.',
        },
        {
          when: { at: '$.code', equals: [40_133, 50_002] },
          code: 'rate_limited',
          part: 'api',
          outcome: 'undecided',
          meaning: 'TikTok asks to slow down.',
        },
      ],
      account: { from: 'test', id: '$.data.core_user_id', label: '$.data.email' },
      credentialUrl: 'https://business-api.tiktok.com/portal/apps',
      guidance: [
        'Sign in to TikTok Ads with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In the TikTok developer portal for business, create an app and add the redirect address shown here.',
        'Choose the scopes there; they belong to the app and are reviewed.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
