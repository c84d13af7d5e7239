import { defineApp } from '../app-definition/index.ts';

export const wise = defineApp({
  id: 'wise',
  name: 'Wise',
  category: 'finance',
  description: 'Read balances and transfers in Wise.',
  docsUrl: 'https://docs.wise.com/api-docs',
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
      baseUrl: 'https://api.wise.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'API token', secret: true }],
      secretPattern: '^[a-f0-9-]{36}$',
      test: { kind: 'request', request: { url: '/v1/profiles' }, expect: { status: [200] } },
      account: { from: 'test', id: '$[0].id', label: '$[0].details.name|$[0].fullName' },
      credentialUrl: 'https://wise.com/settings/api-tokens',
      guidance: [
        'In Wise, open Settings, API tokens, and add a token.',
        'Read-only is enough unless workflows send money. Copy it.',
      ],
    },
  ],
});
