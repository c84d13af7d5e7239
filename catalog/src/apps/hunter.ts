import { defineApp } from '../app-definition/index.ts';

export const hunter = defineApp({
  id: 'hunter',
  name: 'Hunter',
  category: 'data',
  description: 'Find and check e-mail addresses with Hunter.',
  docsUrl: 'https://hunter.io/api-documentation',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['trufflehog'],
    note: 'Address and place of the credential were found in one source only. The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://api.hunter.io',
      inject: [{ in: 'query', name: 'api_key', value: '{api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      test: { kind: 'request', request: { url: '/v2/account' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.data.email', label: '$.data.email' },
      credentialUrl: 'https://hunter.io/api-keys',
      guidance: ['In Hunter, open API in the menu.', 'Create a key and copy it.'],
    },
  ],
});
