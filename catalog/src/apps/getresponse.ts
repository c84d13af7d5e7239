import { defineApp } from '../app-definition/index.ts';

export const getresponse = defineApp({
  id: 'getresponse',
  name: 'GetResponse',
  category: 'marketing',
  description: 'Manage contacts and newsletters in GetResponse.',
  docsUrl: 'https://apireference.getresponse.com',
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
      label: 'API key',
      baseUrl: 'https://api.getresponse.com',
      inject: [{ in: 'header', name: 'X-Auth-Token', value: 'api-key {api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      test: { kind: 'request', request: { url: '/v3/accounts' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.accountId', label: '$.email', represents: 'workspace' },
      credentialUrl: 'https://app.getresponse.com/api',
      guidance: [
        'In GetResponse, open Tools, Integrations and API, API.',
        'Generate a key and copy it. Keys that are unused for 90 days end.',
      ],
    },
  ],
});
