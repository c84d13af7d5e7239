import { defineApp } from '../app-definition/index.ts';

export const replicate = defineApp({
  id: 'replicate',
  name: 'Replicate',
  category: 'ai',
  description: 'Run machine learning models on Replicate.',
  docsUrl: 'https://replicate.com/docs/reference/http',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['nango', 'trufflehog'],
    note: 'The test request was found in one source only. One source puts another word before the token.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API token',
      baseUrl: 'https://api.replicate.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'API token', help: 'Begins with r8_.', secret: true }],
      secretPattern: '^r8_[0-9A-Za-z_-]{37}$',
      test: { kind: 'request', request: { url: '/v1/account' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.username', label: '$.username' },
      credentialUrl: 'https://replicate.com/account/api-tokens',
      guidance: ['In Replicate, open Account settings, API tokens, and create a token.', 'Copy it.'],
    },
  ],
});
