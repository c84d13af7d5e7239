import { defineApp } from '../app-definition/index.ts';

export const zendeskSell = defineApp({
  id: 'zendesk-sell',
  name: 'Zendesk Sell',
  category: 'crm',
  description: 'Read and update leads, contacts and deals in Zendesk Sell.',
  docsUrl: 'https://developer.zendesk.com/api-reference/sales-crm/introduction/',
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
      baseUrl: 'https://api.getbase.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [{ name: 'read', why: 'Reads leads, contacts and deals; changes nothing.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://api.getbase.com/oauth2/authorize',
        tokenUrl: 'https://api.getbase.com/oauth2/token',
        clientAuth: 'basic',
        accessTokenTtlSeconds: 3600,
        refresh: { issued: 'always' },
      },
      test: { kind: 'request', request: { url: '/v2/users/self' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.data.id', label: '$.data.email' },
      credentialPlace: 'Settings, OAuth, Developer apps',
      guidance: [
        'Sign in to Zendesk Sell with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In Zendesk Sell, under Settings, OAuth, create a developer app and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
