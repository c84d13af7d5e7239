import { defineApp } from '../app-definition/index.ts';

export const apify = defineApp({
  id: 'apify',
  name: 'Apify',
  category: 'automation',
  description: 'Run Apify actors and fetch their results.',
  docsUrl: 'https://docs.apify.com/api/v2',
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
      label: 'API token',
      baseUrl: 'https://api.apify.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'API token', help: 'Begins with apify_api_.', secret: true }],
      secretPattern: '^apify_api_[A-Za-z0-9]+$',
      test: { kind: 'request', request: { url: '/v2/users/me' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.data.id', label: '$.data.username' },
      credentialUrl: 'https://console.apify.com/settings/integrations',
      guidance: [
        'In the Apify console, open Settings, API & Integrations.',
        'Create a token, limited to what workflows need, and copy it.',
      ],
    },
  ],
});
