import { defineApp } from '../app-definition/index.ts';

export const groq = defineApp({
  id: 'groq',
  name: 'Groq',
  category: 'ai',
  description: 'Use open language models at high speed on Groq.',
  docsUrl: 'https://console.groq.com/docs',
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
      baseUrl: 'https://api.groq.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', help: 'Begins with gsk_.', secret: true }],
      secretPattern: '^gsk_[A-Za-z0-9]{52}$',
      test: { kind: 'request', request: { url: '/openai/v1/models' }, expect: { status: [200] } },
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://console.groq.com/keys',
      guidance: ['In the Groq console, open API keys.', 'Create a key and copy it; it is shown once.'],
    },
  ],
});
