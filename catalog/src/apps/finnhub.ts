import { defineApp } from '../app-definition/index.ts';

export const finnhub = defineApp({
  id: 'finnhub',
  name: 'Finnhub',
  category: 'data',
  description: 'Look up share prices and company data at Finnhub.',
  docsUrl: 'https://finnhub.io/docs/api',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['trufflehog'],
    note: 'Address and place of the credential were found in one source only. The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://finnhub.io',
      inject: [{ in: 'header', name: 'X-Finnhub-Token', value: '{api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      test: { kind: 'request', request: { url: '/api/v1/quote?symbol=AAPL' }, expect: { status: [200] } },
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://finnhub.io/dashboard',
      guidance: ['Sign in at finnhub.io; the dashboard shows the API key.', 'Copy it.'],
    },
  ],
});
