import { defineApp } from '../app-definition/index.ts';

export const assemblyai = defineApp({
  id: 'assemblyai',
  name: 'AssemblyAI',
  category: 'voice',
  description: 'Turn speech into text with AssemblyAI.',
  docsUrl: 'https://www.assemblyai.com/docs',
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
      baseUrl: 'https://api.assemblyai.com',
      inject: [{ in: 'header', name: 'Authorization', value: '{api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      test: { kind: 'request', request: { url: '/v2/transcript?limit=1' }, expect: { status: [200] } },
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://www.assemblyai.com/dashboard/api-keys',
      guidance: ['In the AssemblyAI dashboard, open API keys.', 'Create a key for the workflows and copy it.'],
    },
  ],
});
