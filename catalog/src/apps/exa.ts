import { defineApp } from '../app-definition/index.ts';

export const exa = defineApp({
  id: 'exa',
  name: 'Exa',
  category: 'ai',
  description: 'Search the web for AI workflows with Exa.',
  docsUrl: 'https://docs.exa.ai',
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
      baseUrl: 'https://api.exa.ai',
      inject: [{ in: 'header', name: 'x-api-key', value: '{api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      test: { kind: 'untestable', reason: 'Every call to Exa costs a search; there is none that only checks the key.' },
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://dashboard.exa.ai/api-keys',
      guidance: ['In the Exa dashboard, open API keys.', 'Create a key for the workflows and copy it.'],
    },
  ],
});
