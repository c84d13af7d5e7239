import { defineApp } from '../app-definition/index.ts';

export const pinecone = defineApp({
  id: 'pinecone',
  name: 'Pinecone',
  category: 'ai',
  description: 'Store and search vectors in Pinecone.',
  docsUrl: 'https://docs.pinecone.io/reference/api/introduction',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['n8n', 'trufflehog'],
    note: 'The test request was found in two sources, but which account it names was not compared.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://api.pinecone.io',
      inject: [{ in: 'header', name: 'Api-Key', value: '{api_key}' }],
      staticHeaders: { 'X-Pinecone-API-Version': '2025-10' },
      fields: [{ key: 'api_key', label: 'API key', help: 'Begins with pcsk_.', secret: true }],
      secretPattern: '^pcsk_[A-Za-z0-9]{5,6}_[A-Za-z0-9]{63}$',
      test: { kind: 'request', request: { url: '/indexes' }, expect: { status: [200] } },
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The key works, but may not list indexes.',
        },
      ],
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://app.pinecone.io',
      guidance: [
        'In the Pinecone console, choose the project and open API keys.',
        'Create a key, limit it to what workflows need, and copy it; it is shown once.',
      ],
    },
  ],
});
