import { defineApp } from '../app-definition/index.ts';

export const snapchat = defineApp({
  id: 'snapchat',
  name: 'Snapchat Ads',
  category: 'ads',
  description: 'Read campaigns and their figures in Snapchat Ads.',
  docsUrl: 'https://developers.snap.com/api/marketing-api',
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
      baseUrl: 'https://adsapi.snapchat.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [{ name: 'snapchat-marketing-api', why: 'Reads and changes campaigns; Snapchat has no narrower scope.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://accounts.snapchat.com/login/oauth2/authorize',
        tokenUrl: 'https://accounts.snapchat.com/login/oauth2/access_token',
        accessTokenTtlSeconds: 3600,
        refresh: { issued: 'always', rotates: false },
      },
      test: { kind: 'request', request: { url: '/v1/me' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.me.id', label: '$.me.email' },
      credentialUrl: 'https://business.snapchat.com',
      credentialPlace: 'Business details, OAuth apps',
      guidance: [
        'Sign in to Snapchat Ads with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In the Business Manager of Snapchat, under Business details, create an OAuth app and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
