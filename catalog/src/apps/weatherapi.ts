import { defineApp } from '../app-definition/index.ts';

export const weatherapi = defineApp({
  id: 'weatherapi',
  name: 'WeatherAPI.com',
  category: 'data',
  description: 'Look up current weather and forecasts at WeatherAPI.com.',
  docsUrl: 'https://www.weatherapi.com/docs/',
  facts: { confirmed: false, scope: 'none', sources: [], note: 'Nothing of this was confirmed by a source.' },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://api.weatherapi.com',
      inject: [{ in: 'query', name: 'key', value: '{api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      test: {
        kind: 'request',
        request: { url: '/v1/timezone.json?q=London' },
        expect: { status: [200] },
        invalid: [{ status: [401] }, { at: '$.error.code', equals: [1002, 2006, 2008] }],
      },
      errors: [
        {
          when: { at: '$.error.code', equals: [2007] },
          code: 'rate_limited',
          part: 'api',
          outcome: 'undecided',
          meaning: 'The number of calls of this key is used up for now.',
        },
        {
          when: { at: '$.error.code', equals: [2009] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The key works, but the plan does not include this.',
        },
      ],
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://www.weatherapi.com/my/',
      guidance: ['Sign in at weatherapi.com; the first page shows the API key.', 'Copy it.'],
    },
  ],
});
