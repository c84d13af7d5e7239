import { defineApp } from '../app-definition/index.ts';

export const buffer = defineApp({
  id: 'buffer',
  name: 'Buffer',
  category: 'social',
  description: 'Plan and publish posts on social networks with Buffer.',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['nango'],
    note: 'Address and place of the credential were found in one source only. The test request is not confirmed by any source. Another source names older addresses of the login.',
  },
  methods: [
    {
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: 'https://api.buffer.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [
        { name: 'offline_access', why: 'Keeps the connection alive without asking you again.' },
        { name: 'account:read', why: 'Tells which Buffer account was connected.' },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://auth.buffer.com/auth',
        tokenUrl: 'https://auth.buffer.com/token',
        authorizationParams: { prompt: 'consent' },
        refresh: { issued: 'with_scope', issuedWith: 'offline_access' },
      },
      test: {
        kind: 'request',
        request: { method: 'POST', url: '', body: { format: 'json', value: { query: '{ account { id email } }' } } },
        expect: { status: [200], at: '$.data.account.id', present: true },
      },
      account: { from: 'test', id: '$.data.account.id', label: '$.data.account.email' },
      credentialUrl: 'https://publish.buffer.com/settings/api',
      guidance: [
        'Sign in to Buffer with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In the API settings of Buffer, create an app and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
