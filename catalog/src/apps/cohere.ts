import { defineApp } from '../app-definition/index.ts';

export const cohere = defineApp({
  id: 'cohere',
  name: 'Cohere',
  category: 'ai',
  description: 'Use language models of Cohere.',
  docsUrl: 'https://docs.cohere.com/reference/about',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['n8n'],
    note: 'Address and place of the credential were found in one source only.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://api.cohere.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      test: { kind: 'request', request: { url: '/v1/models' }, expect: { status: [200] } },
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://dashboard.cohere.com/api-keys',
      guidance: [
        'In the Cohere dashboard, open API keys.',
        'Create a production key for the workflows and copy it. Trial keys are limited to few calls.',
      ],
    },
  ],
});
