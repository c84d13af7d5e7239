import { defineApp } from '../app-definition/index.ts';

export const coda = defineApp({
  id: 'coda',
  name: 'Coda',
  category: 'documents',
  description: 'Read and change tables and pages of Coda docs.',
  docsUrl: 'https://coda.io/developers/apis/v1',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['nango', 'trufflehog'],
    note: 'The test request was found in two sources, but which account it names was not compared.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API token',
      baseUrl: 'https://coda.io/apis/v1',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'API token', secret: true }],
      test: { kind: 'request', request: { url: '/whoami' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.loginId', label: '$.name' },
      credentialUrl: 'https://coda.io/account',
      guidance: [
        'In Coda, open Account settings, API settings, and generate a token.',
        'Limit it to the docs that workflows need, and copy it; it is shown once.',
      ],
    },
  ],
});
