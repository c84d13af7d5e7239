import { defineApp } from '../app-definition/index.ts';

export const deepseek = defineApp({
  id: 'deepseek',
  name: 'DeepSeek',
  category: 'ai',
  description: 'Use language models of DeepSeek.',
  docsUrl: 'https://api-docs.deepseek.com',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['n8n', 'trufflehog'],
    note: 'The test request was found in one source only.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://api.deepseek.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', help: 'Begins with sk-.', secret: true }],
      secretPattern: '^sk-[0-9a-f]{32}$',
      test: { kind: 'request', request: { url: '/user/balance' }, expect: { status: [200] } },
      errors: [
        {
          when: { status: [402] },
          code: 'provider_error',
          part: 'permissions',
          meaning: 'The key works, but the account has no balance left.',
        },
      ],
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://platform.deepseek.com/api_keys',
      guidance: [
        'On the DeepSeek platform, open API keys.',
        'Create a key and copy it; it is shown once. The account needs a balance.',
      ],
    },
  ],
});
