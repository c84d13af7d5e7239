import { defineApp } from '../app-definition/index.ts';

export const stabilityAi = defineApp({
  id: 'stability-ai',
  name: 'Stability AI',
  category: 'ai',
  description: 'Make and change images with Stability AI.',
  docsUrl: 'https://platform.stability.ai/docs/api-reference',
  facts: { confirmed: false, scope: 'none', sources: [], note: 'Nothing of this was confirmed by a source.' },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://api.stability.ai',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', help: 'Begins with sk-.', secret: true }],
      secretPattern: '^sk-[A-Za-z0-9]{48}$',
      test: { kind: 'request', request: { url: '/v1/user/account' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.id', label: '$.email' },
      credentialUrl: 'https://platform.stability.ai/account/keys',
      guidance: ['On the Stability AI platform, open your account, API keys.', 'Create a key and copy it.'],
    },
  ],
});
