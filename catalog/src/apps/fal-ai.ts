import { defineApp } from '../app-definition/index.ts';

export const falAi = defineApp({
  id: 'fal-ai',
  name: 'fal',
  category: 'ai',
  description: 'Run image, video and audio models on fal.',
  docsUrl: 'https://docs.fal.ai',
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
      baseUrl: 'https://queue.fal.run',
      inject: [{ in: 'header', name: 'Authorization', value: 'Key {api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      test: {
        kind: 'untestable',
        reason: 'Every call to fal runs a model and costs money; there is none that only checks the key.',
      },
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://fal.ai/dashboard/keys',
      guidance: ['In the fal dashboard, open Keys and add a key of scope API.', 'Copy it; it is shown once.'],
    },
  ],
});
