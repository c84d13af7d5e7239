import { defineApp } from '../app-definition/index.ts';

export const plivo = defineApp({
  id: 'plivo',
  name: 'Plivo',
  category: 'communication',
  description: 'Send SMS and make calls with Plivo.',
  docsUrl: 'https://www.plivo.com/docs/',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['trufflehog'],
    note: 'Address and place of the credential were found in one source only.',
  },
  methods: [
    {
      key: 'basic',
      kind: 'basic',
      label: 'Auth ID and Auth Token',
      baseUrl: 'https://api.plivo.com',
      inject: [{ in: 'basic', username: '{auth_id}', password: '{auth_token}' }],
      fields: [
        { key: 'auth_id', label: 'Auth ID', pattern: '^[A-Z0-9]{20}$', example: 'MA0123456789ABCDEFGH' },
        { key: 'auth_token', label: 'Auth Token', secret: true },
      ],
      test: { kind: 'request', request: { url: '/v1/Account/{auth_id}/' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.auth_id', label: '$.name', represents: 'workspace' },
      credentialUrl: 'https://console.plivo.com/dashboard/',
      guidance: [
        'Open the overview of the Plivo console.',
        'Copy Auth ID and Auth Token, best of a subaccount for the workflows.',
      ],
    },
  ],
});
