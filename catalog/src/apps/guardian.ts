import { defineApp } from '../app-definition/index.ts';

export const guardian = defineApp({
  id: 'guardian',
  name: 'The Guardian Open Platform',
  category: 'data',
  description: 'Search articles of The Guardian.',
  docsUrl: 'https://open-platform.theguardian.com/documentation/',
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
      baseUrl: 'https://content.guardianapis.com',
      inject: [{ in: 'query', name: 'api-key', value: '{api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      test: {
        kind: 'request',
        request: { url: '/search?page-size=1' },
        expect: { status: [200] },
        invalid: [{ status: [401] }, { status: [403], at: '$.message', contains: ['Unauthorized', 'Forbidden'] }],
      },
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://open-platform.theguardian.com/access/',
      guidance: ['At open-platform.theguardian.com, register for a developer key.', 'The key comes by e-mail.'],
    },
  ],
});
