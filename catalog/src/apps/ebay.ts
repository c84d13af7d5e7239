import { defineApp } from '../app-definition/index.ts';

export const ebay = defineApp({
  id: 'ebay',
  name: 'eBay',
  category: 'e-commerce',
  description: 'Read the account and the sales of an eBay seller.',
  docsUrl: 'https://developer.ebay.com/api-docs/static/ebay-rest-landing.html',
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
      baseUrl: 'https://api.ebay.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [
        {
          name: 'https://api.ebay.com/oauth/api_scope/commerce.identity.readonly',
          why: 'Tells which eBay account was connected.',
        },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://auth.ebay.com/oauth2/authorize',
        tokenUrl: 'https://api.ebay.com/identity/v1/oauth2/token',
        clientAuth: 'basic',
        accessTokenTtlSeconds: 7200,
        refresh: { issued: 'always', rotates: false, ttlSeconds: 47_304_000 },
      },
      test: {
        kind: 'request',
        request: { url: 'https://apiz.ebay.com/commerce/identity/v1/user/' },
        expect: { status: [200] },
      },
      account: { from: 'test', id: '$.userId', label: '$.username' },
      credentialUrl: 'https://developer.ebay.com/my/keys',
      guidance: [
        'Sign in to eBay with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In the developer programme of eBay, open Application keys and create a production keyset.',
        'Under User tokens, add a redirect with the address shown here. eBay gives it a name, the RuName, which the login uses in place of the address.',
        'Enter the app ID as client ID and the cert ID as client secret.',
      ],
    },
  ],
});
