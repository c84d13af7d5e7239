import { defineApp } from '../app-definition/index.ts';

export const dialpad = defineApp({
  id: 'dialpad',
  name: 'Dialpad',
  category: 'voice',
  description: 'Read calls, users and contacts in Dialpad.',
  docsUrl: 'https://developers.dialpad.com',
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
      baseUrl: 'https://dialpad.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [{ name: 'offline_access', why: 'Keeps the connection alive without asking you again.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://dialpad.com/oauth2/authorize',
        tokenUrl: 'https://dialpad.com/oauth2/token',
        pkce: 'supported',
        refresh: { issued: 'with_scope', issuedWith: 'offline_access' },
        revocation: {
          url: 'https://dialpad.com/oauth2/deauthorize',
          clientAuth: 'none',
          send: 'bearer',
          token: 'access_token',
        },
        scopeParam: 'scope',
      },
      test: { kind: 'request', request: { url: '/api/v2/users/me' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.id', label: '$.emails[0]' },
      credentialPlace: 'Dialpad support, request for an OAuth app',
      guidance: [
        'Sign in to Dialpad with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'Ask Dialpad for an OAuth app with the redirect address shown here.',
        'Enter the client ID and client secret that you receive.',
      ],
    },
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://dialpad.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      test: { kind: 'request', request: { url: '/api/v2/company' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.id', label: '$.name', represents: 'workspace' },
      credentialUrl: 'https://dialpad.com/companysettings',
      guidance: [
        'As a company administrator, open the company settings of Dialpad, Authentication, API keys.',
        'Create a key and copy it.',
      ],
    },
  ],
});
