import { defineApp } from '../app-definition/index.ts';

export const googleMaps = defineApp({
  id: 'google-maps',
  name: 'Google Maps Platform',
  category: 'data',
  description: 'Look up places, addresses and routes with Google Maps.',
  docsUrl: 'https://developers.google.com/maps/documentation',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['nango'],
    note: 'Address and place of the credential were found in one source only.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://maps.googleapis.com',
      inject: [{ in: 'query', name: 'key', value: '{api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', help: 'Begins with AIza.', secret: true }],
      secretPattern: '^AIza[0-9A-Za-z\\-_]+$',
      // Every answer has status 200; only the body tells.
      test: {
        kind: 'request',
        request: { url: '/maps/api/geocode/json?address=London' },
        expect: { status: [200], at: '$.status', equals: ['OK'] },
        invalid: [
          { status: [401] },
          { at: '$.error_message', contains: ['API key is invalid', 'API key is expired', 'must use an API key'] },
        ],
      },
      errors: [
        {
          when: { at: '$.error_message', contains: ['not authorized', 'referer restrictions', 'IP, site or mobile'] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The key works, but is restricted to other APIs or addresses, or the Geocoding API is switched off.',
        },
        {
          when: { at: '$.status', equals: ['OVER_QUERY_LIMIT', 'OVER_DAILY_LIMIT'] },
          code: 'rate_limited',
          part: 'api',
          outcome: 'undecided',
          meaning: 'The quota of the Google Cloud project is used up, or it has no billing account.',
        },
      ],
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://console.cloud.google.com/google/maps-apis/credentials',
      guidance: [
        'In the Google Cloud console, open Google Maps Platform, Keys & Credentials, and create an API key.',
        'Restrict it to the APIs that workflows need, and to Geocoding for the test.',
        'Do not restrict it to web sites: workflows call from a server.',
      ],
    },
  ],
});
