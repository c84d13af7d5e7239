import { defineApp } from '../app-definition/index.ts';

export const personio = defineApp({
  id: 'personio',
  name: 'Personio',
  category: 'hr',
  description: 'Read employees and absences in Personio.',
  docsUrl: 'https://developer.personio.de',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['nango'],
    note: 'Address and place of the credential were found in one source only. The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'client-credentials',
      kind: 'oauth2_client_credentials',
      label: 'Client ID and secret',
      baseUrl: 'https://api.personio.de',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      fields: [
        { key: 'client_id', label: 'Client ID' },
        { key: 'client_secret', label: 'Client secret', secret: true },
      ],
      oauth2: {
        grant: 'client_credentials',
        tokenUrl: 'https://api.personio.de/v2/auth/token',
        accessTokenTtlSeconds: 86_400,
        refresh: { issued: 'never' },
      },
      test: { kind: 'request', request: { url: '/v2/persons?limit=1' }, expect: { status: [200] } },
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The credential works, but may not read persons.',
        },
      ],
      account: { from: 'field', id: '{client_id}', label: '{client_id}', represents: 'key' },
      credentialPlace: 'Settings, Integrations, API credentials',
      guidance: [
        'In Personio, open Settings, Integrations, API credentials, and generate a credential.',
        'Tick reading of persons for the test, and what workflows need.',
        'Copy client ID and client secret; the secret is shown once.',
      ],
    },
  ],
});
