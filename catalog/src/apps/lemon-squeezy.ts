import { defineApp } from '../app-definition/index.ts';

export const lemonSqueezy = defineApp({
  id: 'lemon-squeezy',
  name: 'Lemon Squeezy',
  category: 'payments',
  description: 'Read orders and subscriptions of a Lemon Squeezy store.',
  docsUrl: 'https://docs.lemonsqueezy.com/api',
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
      baseUrl: 'https://api.lemonsqueezy.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      staticHeaders: { Accept: 'application/vnd.api+json' },
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      test: { kind: 'request', request: { url: '/v1/users/me' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.data.id', label: '$.data.attributes.email' },
      credentialUrl: 'https://app.lemonsqueezy.com/settings/api',
      guidance: [
        'In Lemon Squeezy, open Settings, API, and create a key.',
        'Copy it; it is shown once. Test mode has keys of its own.',
      ],
    },
  ],
});
