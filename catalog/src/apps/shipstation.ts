import { defineApp } from '../app-definition/index.ts';

export const shipstation = defineApp({
  id: 'shipstation',
  name: 'ShipStation',
  category: 'e-commerce',
  description: 'Read orders and create shipping labels in ShipStation.',
  docsUrl: 'https://www.shipstation.com/docs/api/',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['nango'],
    note: 'Address and place of the credential were found in one source only. The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'basic',
      kind: 'basic',
      label: 'API key and secret',
      baseUrl: 'https://ssapi.shipstation.com',
      inject: [{ in: 'basic', username: '{api_key}', password: '{api_secret}' }],
      fields: [
        { key: 'api_key', label: 'API key', pattern: '^[a-f0-9]{32}$' },
        { key: 'api_secret', label: 'API secret', secret: true },
      ],
      test: { kind: 'request', request: { url: '/accounts/listtags' }, expect: { status: [200] } },
      account: { from: 'field', id: '{api_key}', label: '{api_key}', represents: 'key' },
      credentialUrl: 'https://ship.shipstation.com/settings/api',
      guidance: [
        'In ShipStation, open Settings, Account, API settings.',
        'Choose the first version of the API, generate keys, and copy key and secret.',
      ],
    },
  ],
});
