import { defineApp } from '../app-definition/index.ts';

export const amazonSeller = defineApp({
  id: 'amazon-seller',
  name: 'Amazon Selling Partner',
  category: 'e-commerce',
  description: 'Read orders and offers of an Amazon seller or vendor account.',
  docsUrl: 'https://developer-docs.amazon.com/sp-api/',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['nango'],
    note: 'The addresses were found in one source only. The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: 'https://sellingpartnerapi-{region}.amazon.com',
      inject: [{ in: 'header', name: 'x-amz-access-token', value: '{access_token}' }],
      fields: [
        {
          key: 'seller_central_host',
          label: 'Seller Central',
          help: 'Where you sign in to your seller account.',
          options: [
            { value: 'sellercentral.amazon.com', label: 'North America (sellercentral.amazon.com)' },
            { value: 'sellercentral-europe.amazon.com', label: 'Europe (sellercentral-europe.amazon.com)' },
            { value: 'sellercentral.amazon.co.uk', label: 'United Kingdom (sellercentral.amazon.co.uk)' },
            { value: 'sellercentral.amazon.de', label: 'Germany (sellercentral.amazon.de)' },
            { value: 'sellercentral.amazon.com.br', label: 'Brazil (sellercentral.amazon.com.br)' },
            { value: 'sellercentral.amazon.in', label: 'India (sellercentral.amazon.in)' },
            { value: 'sellercentral.amazon.com.au', label: 'Australia (sellercentral.amazon.com.au)' },
            { value: 'sellercentral-japan.amazon.com', label: 'Japan (sellercentral-japan.amazon.com)' },
            { value: 'sellercentral.amazon.sg', label: 'Singapore (sellercentral.amazon.sg)' },
          ],
          default: 'sellercentral.amazon.com',
        },
        {
          key: 'region',
          label: 'Region',
          help: 'The part of the world in which the marketplaces lie.',
          options: [
            { value: 'na', label: 'Americas' },
            { value: 'eu', label: 'Europe, Middle East, India' },
            { value: 'fe', label: 'Japan, Australia, Singapore' },
          ],
          default: 'na',
        },
        {
          key: 'application_id',
          label: 'Application ID',
          help: 'ID of the registered app, as your administrator has it.',
          pattern: '^amzn1\\.[A-Za-z0-9.-]{10,120}$',
          patternHint: 'must begin with amzn1.',
          example: 'amzn1.sellerapps.app.2eca283f-9f5a-4d13-b16c-474EXAMPLE57',
        },
        {
          key: 'selling_partner_id',
          label: 'Selling partner ID',
          required: false,
          filledFrom: { from: 'callback', param: 'selling_partner_id' },
        },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://{seller_central_host}/apps/authorize/consent',
        tokenUrl: 'https://api.amazon.com/auth/o2/token',
        scopeParam: null,
        pkce: 'unsupported',
        authorizationParams: { application_id: '{application_id}' },
        paramNames: { redirectCode: 'spapi_oauth_code' },
        accessTokenTtlSeconds: 3600,
        refresh: { issued: 'always', rotates: false },
        callbackFields: { selling_partner_id: { param: 'selling_partner_id' } },
      },
      // A token that has ended and a role that is missing are both answered with 403; only the details tell them apart.
      test: {
        kind: 'request',
        request: { url: '/sellers/v1/marketplaceParticipations' },
        expect: { status: [200] },
        invalid: [
          { status: [401] },
          {
            status: [403],
            at: '$.errors[0].details|$.errors[0].message',
            contains: ['access token you provided', 'access token is missing'],
          },
        ],
      },
      errors: [
        {
          when: { at: '$.errors[0].code', equals: ['QuotaExceeded'] },
          code: 'rate_limited',
          part: 'api',
          outcome: 'undecided',
          meaning: 'Amazon asks to slow down.',
        },
      ],
      account: { from: 'callback', id: '{selling_partner_id}', label: '{selling_partner_id}', represents: 'workspace' },
      credentialUrl: 'https://sellercentral.amazon.com/apps/manage',
      guidance: [
        'Choose the Seller Central in which you sign in, and the region of your marketplaces.',
        'Sign in as the primary user of the seller account, look at the roles and confirm.',
      ],
      clientGuidance: [
        'Register as a developer in Seller Central, then add an app client of the type SP API under Develop Apps.',
        'Give it only the roles that workflows need, and enter the redirect address shown here as OAuth redirect URI.',
        'Under LWA credentials, view client ID and client secret and enter them here. People are asked for the application ID.',
      ],
      troubleshooting: [
        {
          code: 'MD1000',
          symptom: 'Amazon says that the app cannot be authorized.',
          fix: 'The app is still a draft, or its redirect address is not the one registered. Publish it, or correct the address.',
        },
        {
          symptom: 'The test is refused although the authorization went through.',
          fix: 'The region does not fit the seller account. Connect again with the region of its marketplaces.',
        },
      ],
      maxLifetimeDays: 365,
    },
  ],
});
