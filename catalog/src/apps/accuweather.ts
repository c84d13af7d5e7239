import { defineApp } from '../app-definition/index.ts';

export const accuweather = defineApp({
  id: 'accuweather',
  name: 'AccuWeather',
  category: 'data',
  description: 'Look up forecasts and current weather for a place.',
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
      baseUrl: 'https://dataservice.accuweather.com',
      inject: [{ in: 'query', name: 'apikey', value: '{api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      test: {
        kind: 'request',
        request: { url: '/locations/v1/cities/search?q=London' },
        expect: { status: [200] },
        invalid: [{ status: [401] }, { status: [403], at: '$.Code', equals: ['Unauthorized'] }],
      },
      errors: [
        {
          when: { status: [503], at: '$.Code', equals: ['ServiceUnavailable'] },
          code: 'rate_limited',
          part: 'api',
          outcome: 'undecided',
          meaning: 'The daily number of calls of this key is used up.',
        },
      ],
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://developer.accuweather.com',
      guidance: [
        'Sign in to the AccuWeather developer portal and open My Apps.',
        'Create an app and copy its API key.',
      ],
    },
  ],
});
