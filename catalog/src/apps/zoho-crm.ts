import { defineApp } from '../app-definition/index.ts';

export const zohoCrm = defineApp({
  id: 'zoho-crm',
  name: 'Zoho CRM',
  category: 'crm',
  description: 'Read and update leads, contacts and deals in Zoho CRM.',
  docsUrl: 'https://www.zoho.com/crm/developer/docs/api/',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['n8n', 'nango'],
    note: 'The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: '{api_domain}',
      inject: [{ in: 'header', name: 'Authorization', value: 'Zoho-oauthtoken {access_token}' }],
      fields: [
        {
          key: 'dc',
          label: 'Data center',
          help: 'Where your Zoho account is kept: the ending of its address.',
          options: [
            { value: 'com', label: 'United States' },
            { value: 'eu', label: 'Europe' },
            { value: 'in', label: 'India' },
            { value: 'com.au', label: 'Australia' },
            { value: 'jp', label: 'Japan' },
            { value: 'ca', label: 'Canada' },
            { value: 'sa', label: 'Saudi Arabia' },
            { value: 'com.cn', label: 'China' },
          ],
          default: 'com',
        },
        {
          key: 'api_domain',
          label: 'API address',
          required: false,
          format: 'url',
          allowedHostSuffixes: [
            '.zohoapis.com',
            '.zohoapis.eu',
            '.zohoapis.in',
            '.zohoapis.com.au',
            '.zohoapis.jp',
            '.zohoapis.ca',
            '.zohoapis.sa',
            '.zohoapis.com.cn',
          ],
          filledFrom: { from: 'token', path: '$.api_domain' },
        },
      ],
      scopes: [
        { name: 'ZohoCRM.users.READ', why: 'Tells which Zoho account was connected.' },
        { name: 'ZohoCRM.modules.contacts.READ', why: 'Reads contacts; changes nothing.' },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://accounts.zoho.{dc}/oauth/v2/auth',
        tokenUrl: 'https://accounts.zoho.{dc}/oauth/v2/token',
        scopeSeparator: ',',
        authorizationParams: { prompt: 'consent', access_type: 'offline' },
        accessTokenTtlSeconds: 3600,
        refresh: { issued: 'first_consent_only', rotates: false },
        revocation: {
          url: 'https://accounts.zoho.{dc}/oauth/v2/token/revoke',
          clientAuth: 'none',
          token: 'refresh_token',
        },
        tokenErrors: [{ at: '$.error', present: true }],
        callbackFields: { accounts_server: { param: 'accounts-server', required: false } },
      },
      test: { kind: 'request', request: { url: '/crm/v6/users?type=CurrentUser' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.users[0].id', label: '$.users[0].email' },
      credentialUrl: 'https://api-console.zoho.com',
      guidance: ['Choose the data center of your account.', 'Sign in to Zoho and choose Accept.'],
      clientGuidance: [
        'In the API console of Zoho, create a server-based application and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
      troubleshooting: [
        {
          symptom: 'Connecting works, but the connection ends after an hour.',
          fix: 'Zoho hands out a refresh token at the first consent only, and keeps 20 of them per person. Remove old grants in your Zoho account, then reconnect.',
        },
      ],
    },
  ],
});
