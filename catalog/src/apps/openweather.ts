import { defineApp } from '../app-definition/index.ts';

export const openweather = defineApp({
  id: 'openweather',
  name: 'OpenWeather',
  category: 'data',
  description: 'Get current weather and forecasts from OpenWeather.',
  docsUrl: 'https://openweathermap.org/api',
  priority: true,
  facts: { confirmed: true, scope: 'login_and_test', sources: ['trufflehog', 'web'] },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://api.openweathermap.org',
      inject: [{ in: 'query', name: 'appid', value: '{api_key}' }],
      fields: [
        {
          key: 'api_key',
          label: 'API key',
          help: 'OpenWeather also calls it APPID.',
          secret: true,
        },
      ],
      secretPattern: '^[0-9a-f]{32}$',
      test: {
        kind: 'request',
        request: { url: '/data/2.5/weather?q=London' },
        expect: { status: [200] },
        invalid: [{ status: [401] }, { at: '$.cod', equals: [401] }],
      },
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://home.openweathermap.org/api_keys',
      guidance: [
        'Sign in at openweathermap.org and open My API keys.',
        'Copy the key, or generate one for the workflows.',
        'A new key works only after some time, up to two hours.',
      ],
      troubleshooting: [
        {
          code: '401',
          symptom: 'Authorization rejected right after the key was made.',
          fix: 'Wait up to two hours and test again. Confirm your e-mail address at OpenWeather as well.',
        },
        {
          symptom: 'Forecasts by the hour are refused although the test passes.',
          fix: 'Version 3.0 (One Call) needs a subscription of its own.',
        },
      ],
    },
  ],
});
