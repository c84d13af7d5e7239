import { defineApp } from '../app-definition/index.ts';

export const quickbooks = defineApp({
  id: 'quickbooks',
  name: 'QuickBooks Online',
  category: 'finance',
  description: 'Read and write invoices, customers and payments in QuickBooks Online.',
  docsUrl: 'https://developer.intuit.com/app/developer/qbo/docs/',
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
      baseUrl: 'https://quickbooks.api.intuit.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      fields: [
        {
          key: 'realm_id',
          label: 'Company ID',
          required: false,
          pattern: '^[0-9]{10,19}$',
          filledFrom: { from: 'callback', param: 'realmId' },
        },
      ],
      scopes: [
        { name: 'com.intuit.quickbooks.accounting', why: 'Reads and changes the books; Intuit has no narrower scope.' },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://appcenter.intuit.com/connect/oauth2',
        tokenUrl: 'https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer',
        clientAuth: 'basic',
        accessTokenTtlSeconds: 3600,
        refresh: { issued: 'always', rotates: true, ttlSeconds: 8_726_400 },
        tokenPaths: { refreshExpiresIn: '$.x_refresh_token_expires_in' },
        revocation: {
          url: 'https://developer.api.intuit.com/v2/oauth2/tokens/revoke',
          clientAuth: 'basic',
          send: 'json',
        },
        callbackFields: { realm_id: { param: 'realmId' } },
      },
      test: {
        kind: 'request',
        request: { url: '/v3/company/{realm_id}/companyinfo/{realm_id}' },
        expect: { status: [200] },
      },
      account: { from: 'test', id: '{realm_id}', label: '$.CompanyInfo.CompanyName', represents: 'workspace' },
      credentialUrl: 'https://developer.intuit.com/app/developer/dashboard',
      guidance: ['Sign in to Intuit and choose the company.', 'Choose Connect.'],
      clientGuidance: [
        'In the developer portal of Intuit, create an app for accounting and add the redirect address shown here.',
        'Use the keys of the production environment.',
        'Copy client ID and client secret and enter them here.',
      ],
      troubleshooting: [
        {
          code: 'invalid_grant',
          symptom: 'The connection needs to be reauthorized.',
          fix: 'It was unused for about 100 days, or somebody disconnected it in QuickBooks. Reconnect.',
        },
      ],
    },
  ],
});
