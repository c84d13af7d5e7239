import { defineApp } from '../app-definition/index.ts';

export const mapbox = defineApp({
  id: 'mapbox',
  name: 'Mapbox',
  category: 'data',
  description: 'Look up addresses, routes and maps with Mapbox.',
  docsUrl: 'https://docs.mapbox.com/api/',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['trufflehog'],
    note: 'Address and place of the credential were found in one source only.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'Access token',
      baseUrl: 'https://api.mapbox.com',
      inject: [{ in: 'query', name: 'access_token', value: '{api_key}' }],
      fields: [{ key: 'api_key', label: 'Access token', help: 'Begins with sk. or pk.', secret: true }],
      secretPattern: '^[ps]k\\.[A-Za-z0-9._-]{80,}$',
      test: {
        kind: 'request',
        request: { url: '/tokens/v2' },
        expect: { status: [200], at: '$.code', equals: ['TokenValid'] },
        invalid: [
          { status: [401] },
          { at: '$.code', equals: ['TokenInvalid', 'TokenMalformed', 'TokenRevoked', 'TokenExpired'] },
        ],
      },
      account: { from: 'test', id: '$.token.user', label: '$.token.user' },
      credentialUrl: 'https://account.mapbox.com/access-tokens/',
      guidance: [
        'In Mapbox, open Access tokens and create a token.',
        'Tick only the scopes that workflows need, and copy it; a secret token is shown once.',
      ],
    },
  ],
});
