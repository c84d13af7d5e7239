import { defineApp } from '../app-definition/index.ts';

export const hubstaff = defineApp({
  id: 'hubstaff',
  name: 'Hubstaff',
  category: 'productivity',
  description: 'Read tracked time and projects in Hubstaff.',
  docsUrl: 'https://developer.hubstaff.com/docs/hubstaff_v2',
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
      baseUrl: 'https://api.hubstaff.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [{ name: 'hubstaff:read', why: 'Reads time, projects and people; changes nothing.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://account.hubstaff.com/authorizations/new',
        tokenUrl: 'https://account.hubstaff.com/access_tokens',
        clientAuth: 'basic',
        authorizationParams: { nonce: '{random}' },
        refresh: { issued: 'always' },
      },
      test: { kind: 'request', request: { url: '/v2/users/me' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.user.id', label: '$.user.email' },
      credentialUrl: 'https://developer.hubstaff.com',
      guidance: [
        'Sign in to Hubstaff with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In the Hubstaff developer portal, create an OAuth app and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
