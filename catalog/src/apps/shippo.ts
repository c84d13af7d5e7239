import { defineApp } from '../app-definition/index.ts';

export const shippo = defineApp({
  id: 'shippo',
  name: 'Shippo',
  category: 'e-commerce',
  description: 'Buy shipping labels and track parcels with Shippo.',
  docsUrl: 'https://docs.goshippo.com',
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
      label: 'API token',
      baseUrl: 'https://api.goshippo.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'ShippoToken {api_key}' }],
      fields: [{ key: 'api_key', label: 'API token', help: 'Begins with shippo_live_ or shippo_test_.', secret: true }],
      secretPattern: '^shippo_(live|test)_[a-f0-9]+$',
      test: { kind: 'request', request: { url: '/addresses/?results=1' }, expect: { status: [200] } },
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://apps.goshippo.com/settings/api',
      guidance: ['In Shippo, open Settings, API.', 'Generate a live token, or copy the test token.'],
    },
  ],
});
