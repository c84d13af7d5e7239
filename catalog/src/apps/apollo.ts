import { defineApp } from '../app-definition/index.ts';

export const apollo = defineApp({
  id: 'apollo',
  name: 'Apollo.io',
  category: 'crm',
  description: 'Find and enrich people and companies with Apollo.io.',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['nango', 'trufflehog'],
    note: 'The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://app.apollo.io/api',
      inject: [{ in: 'header', name: 'x-api-key', value: '{api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      // This call answers 200 for every key; only the body tells.
      test: {
        kind: 'request',
        request: { url: 'https://api.apollo.io/v1/auth/health' },
        expect: { status: [200], at: '$.is_logged_in', equals: [true] },
        invalid: [{ status: [401] }, { at: '$.is_logged_in', equals: [false] }],
      },
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://app.apollo.io/#/settings/integrations/api',
      guidance: [
        'In Apollo, open Settings, Integrations, API keys, and create a key.',
        'Choose the endpoints that workflows need, and copy the key.',
      ],
    },
  ],
});
