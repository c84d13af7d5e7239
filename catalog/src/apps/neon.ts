import { defineApp } from '../app-definition/index.ts';

export const neon = defineApp({
  id: 'neon',
  name: 'Neon',
  category: 'developer-tools',
  description: 'Manage PostgreSQL projects and branches on Neon.',
  docsUrl: 'https://api-docs.neon.tech',
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
      label: 'Personal API key',
      baseUrl: 'https://console.neon.tech/api',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'Personal API key', secret: true }],
      secretPattern: '^(napi_)?[a-z0-9]{64}$',
      test: { kind: 'request', request: { url: '/v2/users/me' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.id', label: '$.email' },
      credentialUrl: 'https://console.neon.tech/app/settings/api-keys',
      guidance: [
        'In the Neon console, open Account settings, API keys, and create a personal key.',
        'Copy it; it is shown once. Keys of an organization have no user and fail the test.',
      ],
    },
  ],
});
