import { defineApp } from '../app-definition/index.ts';

export const flutterwave = defineApp({
  id: 'flutterwave',
  name: 'Flutterwave',
  category: 'payments',
  description: 'Take payments and send payouts with Flutterwave.',
  docsUrl: 'https://developer.flutterwave.com',
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
      baseUrl: 'https://api.flutterwave.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'Secret key', help: 'Begins with FLWSECK.', secret: true }],
      secretPattern: '^FLWSECK(_TEST)?-[0-9a-z]{32}-X$',
      test: { kind: 'request', request: { url: '/v3/subaccounts?page=1' }, expect: { status: [200] } },
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://app.flutterwave.com/dashboard/settings/apis',
      guidance: [
        'In the Flutterwave dashboard, open Settings, API keys.',
        'Copy the secret key. Test and live have different keys.',
      ],
    },
  ],
});
