import { defineApp } from '../app-definition/index.ts';

export const razorpay = defineApp({
  id: 'razorpay',
  name: 'Razorpay',
  category: 'payments',
  description: 'Take payments with Razorpay.',
  docsUrl: 'https://razorpay.com/docs/api/',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['nango', 'trufflehog'],
    note: 'The test request was found in one source only.',
  },
  methods: [
    {
      key: 'basic',
      kind: 'basic',
      label: 'Key ID and secret',
      baseUrl: 'https://api.razorpay.com',
      inject: [{ in: 'basic', username: '{key_id}', password: '{secret}' }],
      fields: [
        {
          key: 'key_id',
          label: 'Key ID',
          pattern: '^rzp_(test|live)_[A-Za-z0-9]+$',
          example: 'rzp_live_1a2B3c4D5e6F7g',
        },
        { key: 'secret', label: 'Secret', secret: true },
      ],
      test: { kind: 'request', request: { url: '/v1/items?count=1' }, expect: { status: [200] } },
      account: { from: 'field', id: '{key_id}', label: '{key_id}', represents: 'key' },
      credentialUrl: 'https://dashboard.razorpay.com/app/website-app-settings/api-keys',
      guidance: [
        'In the Razorpay dashboard, open Account & settings, API keys.',
        'Generate a key and copy key ID and secret; the secret is shown once. Live and test have different keys.',
      ],
    },
  ],
});
