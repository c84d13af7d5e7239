import { defineApp } from '../app-definition/index.ts';

export const mistralAi = defineApp({
  id: 'mistral-ai',
  name: 'Mistral AI',
  category: 'ai',
  description: 'Use language models of Mistral AI.',
  docsUrl: 'https://docs.mistral.ai/api/',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['automatisch', 'n8n'],
    note: 'The test request was found in two sources, but which account it names was not compared.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://api.mistral.ai',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      test: { kind: 'request', request: { url: '/v1/models' }, expect: { status: [200] } },
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://console.mistral.ai/api-keys',
      guidance: [
        'In the Mistral console, open API keys.',
        'Create a key with an end date and copy it; it is shown once.',
      ],
    },
  ],
});
