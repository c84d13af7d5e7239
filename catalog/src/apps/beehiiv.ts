import { defineApp } from '../app-definition/index.ts';

export const beehiiv = defineApp({
  id: 'beehiiv',
  name: 'beehiiv',
  category: 'marketing',
  description: 'Manage newsletter subscribers and posts in beehiiv.',
  docsUrl: 'https://developers.beehiiv.com',
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
      baseUrl: 'https://api.beehiiv.com/v2',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      secretPattern: '^[a-zA-Z0-9]{64}$',
      test: { kind: 'request', request: { url: '/publications' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.data[0].id', label: '$.data[0].name', represents: 'workspace' },
      credentialUrl: 'https://app.beehiiv.com/settings/integrations',
      guidance: ['In beehiiv, open Settings, API, and create a key.', 'Copy it; it is shown once.'],
    },
  ],
});
