import { defineApp } from '../app-definition/index.ts';

export const alphaVantage = defineApp({
  id: 'alpha-vantage',
  name: 'Alpha Vantage',
  category: 'data',
  description: 'Look up prices of shares, currencies and commodities.',
  facts: { confirmed: false, scope: 'none', sources: [], note: 'Nothing of this was confirmed by a source.' },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://www.alphavantage.co',
      inject: [{ in: 'query', name: 'apikey', value: '{api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      test: {
        kind: 'request',
        request: { url: '/query?function=GLOBAL_QUOTE&symbol=IBM' },
        expect: { status: [200], at: '$["Global Quote"]', present: true },
        invalid: [{ at: '$["Error Message"]', present: true }],
      },
      errors: [
        {
          when: { at: '$.Note|$.Information', present: true },
          code: 'rate_limited',
          part: 'api',
          outcome: 'undecided',
          meaning: 'The number of calls of this key is used up for now.',
        },
      ],
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://www.alphavantage.co/support/#api-key',
      guidance: ['On the support page of Alpha Vantage, ask for a free API key.', 'Copy the key that is shown.'],
    },
  ],
});
