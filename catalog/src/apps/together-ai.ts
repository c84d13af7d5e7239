import { defineApp } from '../app-definition/index.ts';

export const togetherAi = defineApp({
  id: 'together-ai',
  name: 'Together AI',
  category: 'ai',
  description: 'Use open models on Together AI.',
  docsUrl: 'https://docs.together.ai',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['automatisch'],
    note: 'Address and place of the credential were found in one source only.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://api.together.xyz',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      test: { kind: 'request', request: { url: '/v1/models' }, expect: { status: [200] } },
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://api.together.ai/settings/api-keys',
      guidance: ['In Together AI, open Settings, API keys.', 'Create a key and copy it.'],
    },
  ],
});
