import { defineApp } from '../app-definition/index.ts';

export const highlevel = defineApp({
  id: 'highlevel',
  name: 'HighLevel',
  category: 'crm',
  description: 'Manage contacts, calendars and conversations in HighLevel.',
  docsUrl: 'https://marketplace.gohighlevel.com/docs/',
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
      baseUrl: 'https://services.leadconnectorhq.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      staticHeaders: { Version: '2021-07-28' },
      fields: [
        { key: 'location_id', label: 'Location', required: false, filledFrom: { from: 'token', path: '$.locationId' } },
      ],
      scopes: [{ name: 'locations.readonly', why: 'Reads the name of the location.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://marketplace.gohighlevel.com/oauth/chooselocation',
        tokenUrl: 'https://services.leadconnectorhq.com/oauth/token',
        accessTokenTtlSeconds: 86_399,
        refresh: { issued: 'always', rotates: true, ttlSeconds: 31_536_000 },
        tokenFields: { company_id: '$.companyId', user_type: '$.userType' },
        tokenParams: { user_type: 'Location' },
      },
      test: { kind: 'request', request: { url: '/locations/{location_id}' }, expect: { status: [200] } },
      account: { from: 'token', id: '$.locationId', label: '$.locationId', represents: 'workspace' },
      credentialUrl: 'https://marketplace.gohighlevel.com',
      guidance: ['Sign in to HighLevel and choose the location.', 'Look at the list of permissions and allow access.'],
      clientGuidance: [
        'In the HighLevel marketplace, create a private app and add the redirect address shown here.',
        'Switch on the scopes listed here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
