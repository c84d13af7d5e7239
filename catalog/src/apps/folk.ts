import { defineApp } from '../app-definition/index.ts';

export const folk = defineApp({
  id: 'folk',
  name: 'folk',
  category: 'crm',
  description: 'Read and update people and companies in folk.',
  docsUrl: 'https://developer.folk.app',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['nango'],
    note: 'Address and place of the credential were found in one source only.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://api.folk.app',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', help: 'Begins with FOLK.', secret: true }],
      secretPattern: '^FOLK[a-zA-Z0-9]+$',
      test: { kind: 'request', request: { url: '/v1/users/me' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.data.id', label: '$.data.email' },
      credentialUrl: 'https://app.folk.app',
      credentialPlace: 'Settings, API',
      guidance: ['In folk, open Settings, API, and create a key.', 'Copy it; it is shown once.'],
    },
  ],
});
