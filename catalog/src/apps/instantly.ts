import { defineApp } from '../app-definition/index.ts';

export const instantly = defineApp({
  id: 'instantly',
  name: 'Instantly',
  category: 'marketing',
  description: 'Manage cold e-mail campaigns in Instantly.',
  docsUrl: 'https://developer.instantly.ai',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['nango'],
    note: 'Address and place of the credential were found in one source only. The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://api.instantly.ai/api',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      test: { kind: 'request', request: { url: '/v2/workspaces/current' }, expect: { status: [200] } },
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The key works, but lacks a scope.',
        },
      ],
      account: { from: 'test', id: '$.id', label: '$.name', represents: 'workspace' },
      credentialUrl: 'https://app.instantly.ai/app/settings/integrations',
      guidance: [
        'In Instantly, open Settings, Integrations, API keys, and create a key for the second version of the API.',
        'Choose only the scopes that workflows need, and copy it; it is shown once.',
      ],
    },
  ],
});
