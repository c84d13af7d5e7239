import { defineApp } from '../app-definition/index.ts';

export const cloudflare = defineApp({
  id: 'cloudflare',
  name: 'Cloudflare',
  category: 'developer-tools',
  description: 'Manage zones, DNS and workers in Cloudflare.',
  docsUrl: 'https://developers.cloudflare.com/api/',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['nango', 'trufflehog'],
    note: 'The test request was found in one source only.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API token',
      baseUrl: 'https://api.cloudflare.com/client',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'API token', secret: true }],
      test: {
        kind: 'request',
        request: { url: '/v4/user/tokens/verify' },
        expect: { status: [200], at: '$.result.status', equals: ['active'] },
        invalid: [
          { status: [401] },
          { at: '$.errors[0].code', equals: [1000, 6003, 9109] },
          { status: [200], at: '$.result.status', equals: ['disabled', 'expired'] },
        ],
      },
      account: { from: 'test', id: '$.result.id', represents: 'key' },
      credentialUrl: 'https://dash.cloudflare.com/profile/api-tokens',
      guidance: [
        'In the Cloudflare dashboard, open My profile, API tokens, and create a token.',
        'Choose only the permissions, accounts and zones that workflows need.',
        'Copy it; it is shown once. The global API key does not work here.',
      ],
      troubleshooting: [
        {
          symptom: 'A token of an account is refused.',
          fix: 'Only tokens of a user can be tested here. Create it under My profile.',
        },
      ],
    },
  ],
});
