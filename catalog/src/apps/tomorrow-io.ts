import { defineApp } from '../app-definition/index.ts';

export const tomorrowIo = defineApp({
  id: 'tomorrow-io',
  name: 'Tomorrow.io',
  category: 'data',
  description: 'Look up current weather and forecasts at Tomorrow.io.',
  docsUrl: 'https://docs.tomorrow.io/reference',
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
      baseUrl: 'https://api.tomorrow.io',
      inject: [{ in: 'query', name: 'apikey', value: '{api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      test: {
        kind: 'request',
        request: { url: '/v4/weather/realtime?location=London' },
        expect: { status: [200] },
        invalid: [{ status: [401] }, { at: '$.code', equals: [401_001] }],
      },
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The key works, but the plan does not include this.',
        },
      ],
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://app.tomorrow.io/development/keys',
      guidance: ['In Tomorrow.io, open Development, API keys.', 'Copy the key, or add one for the workflows.'],
    },
  ],
});
