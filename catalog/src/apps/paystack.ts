import { defineApp } from '../app-definition/index.ts';

export const paystack = defineApp({
  id: 'paystack',
  name: 'Paystack',
  category: 'payments',
  description: 'Take payments with Paystack.',
  docsUrl: 'https://paystack.com/docs/api/',
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
      label: 'Secret key',
      baseUrl: 'https://api.paystack.co',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'Secret key', help: 'Begins with sk_live_ or sk_test_.', secret: true }],
      secretPattern: '^sk_(live|test)_[A-Za-z0-9]{40}$',
      test: { kind: 'request', request: { url: '/customer?perPage=1' }, expect: { status: [200] } },
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://dashboard.paystack.com/#/settings/developers',
      guidance: [
        'In the Paystack dashboard, open Settings, API keys and webhooks.',
        'Copy the secret key. Live and test have different keys.',
      ],
    },
  ],
});
