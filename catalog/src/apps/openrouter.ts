import { defineApp } from '../app-definition/index.ts';

export const openrouter = defineApp({
  id: 'openrouter',
  name: 'OpenRouter',
  category: 'ai',
  description: 'Use many language models through OpenRouter.',
  docsUrl: 'https://openrouter.ai/docs/api-reference/overview',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['automatisch', 'trufflehog'],
    note: 'The test request was found in one source only.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://openrouter.ai',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', help: 'Begins with sk-or-v1-.', secret: true }],
      secretPattern: '^sk-or-v1-[0-9a-f]{64}$',
      test: {
        kind: 'request',
        request: { url: '/api/v1/key' },
        expect: { status: [200], at: '$.data', present: true },
      },
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://openrouter.ai/settings/keys',
      guidance: [
        'In OpenRouter, open Settings, Keys, and create a key.',
        'Give it a credit limit and copy it; it is shown once.',
      ],
    },
  ],
});
