import { defineApp } from '../app-definition/index.ts';

export const exchangerateApi = defineApp({
  id: 'exchangerate-api',
  name: 'ExchangeRate-API',
  category: 'data',
  description: 'Look up exchange rates of currencies.',
  docsUrl: 'https://www.exchangerate-api.com/docs/overview',
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
      baseUrl: 'https://v6.exchangerate-api.com/v6/{api_key}',
      inject: [{ in: 'path', field: 'api_key' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      test: {
        kind: 'request',
        request: { url: '/codes' },
        expect: { status: [200], at: '$.result', equals: ['success'] },
        invalid: [{ status: [401] }, { at: '$["error-type"]', equals: ['invalid-key', 'inactive-account'] }],
      },
      errors: [
        {
          when: { at: '$["error-type"]', equals: ['quota-reached'] },
          code: 'rate_limited',
          part: 'api',
          outcome: 'undecided',
          meaning: 'The number of calls of this key is used up for now.',
        },
      ],
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://app.exchangerate-api.com',
      guidance: ['Sign in at exchangerate-api.com; the dashboard shows the API key.', 'Copy it.'],
    },
  ],
});
