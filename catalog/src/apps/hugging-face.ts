import { defineApp } from '../app-definition/index.ts';

export const huggingFace = defineApp({
  id: 'hugging-face',
  name: 'Hugging Face',
  category: 'ai',
  description: 'Use models and data sets of Hugging Face.',
  docsUrl: 'https://huggingface.co/docs/hub/api',
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
      label: 'Access token',
      baseUrl: 'https://huggingface.co',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'Access token', help: 'Begins with hf_.', secret: true }],
      secretPattern: '^(hf_|api_org_)[A-Za-z0-9]{34}$',
      test: { kind: 'request', request: { url: '/api/whoami-v2' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.id', label: '$.name' },
      credentialUrl: 'https://huggingface.co/settings/tokens',
      guidance: [
        'In Hugging Face, open Settings, Access tokens, and create a fine-grained token.',
        'Tick only what workflows need, and copy it; it is shown once.',
      ],
    },
  ],
});
