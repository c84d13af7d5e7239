import { defineApp } from '../app-definition/index.ts';

export const perplexity = defineApp({
  id: 'perplexity',
  name: 'Perplexity',
  category: 'ai',
  description: 'Ask questions that are answered from the web with Perplexity.',
  docsUrl: 'https://docs.perplexity.ai',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['automatisch', 'nango'],
    note: 'The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://api.perplexity.ai',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', help: 'Begins with pplx-.', secret: true }],
      secretPattern: '^pplx-[A-Za-z0-9]{48}$',
      test: { kind: 'request', request: { url: '/async/chat/completions' }, expect: { status: [200] } },
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://www.perplexity.ai/account/api/keys',
      guidance: [
        'In Perplexity, open Settings, API, and create an API group.',
        'Generate a key and copy it; it is shown once.',
      ],
    },
  ],
});
