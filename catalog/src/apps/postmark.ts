import { defineApp } from '../app-definition/index.ts';

export const postmark = defineApp({
  id: 'postmark',
  name: 'Postmark',
  category: 'email',
  description: 'Send transactional e-mail with Postmark.',
  docsUrl: 'https://postmarkapp.com/developer',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['trufflehog'],
    note: 'Address and place of the credential were found in one source only.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'Server API token',
      baseUrl: 'https://api.postmarkapp.com',
      inject: [{ in: 'header', name: 'X-Postmark-Server-Token', value: '{api_key}' }],
      fields: [{ key: 'api_key', label: 'Server API token', secret: true }],
      secretPattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
      test: {
        kind: 'request',
        request: { url: '/server' },
        expect: { status: [200] },
        invalid: [{ status: [401] }, { at: '$.ErrorCode', equals: [10] }],
      },
      account: { from: 'test', id: '$.ID', label: '$.Name', represents: 'server' },
      credentialUrl: 'https://account.postmarkapp.com/servers',
      guidance: [
        'In Postmark, choose the server and open API tokens.',
        'Copy the server token. The token of the account does not work here.',
      ],
    },
  ],
});
