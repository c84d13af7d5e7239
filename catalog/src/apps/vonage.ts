import { defineApp } from '../app-definition/index.ts';

export const vonage = defineApp({
  id: 'vonage',
  name: 'Vonage',
  category: 'communication',
  description: 'Send SMS and make calls with Vonage.',
  docsUrl: 'https://developer.vonage.com/en/api/account',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['trufflehog'],
    note: 'Address and place of the credential were found in one source only. One source sends both halves in the address; basic login is believed to work as well.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'basic',
      label: 'API key and secret',
      baseUrl: 'https://rest.nexmo.com',
      // A query would do as well, but addresses end up in logs.
      inject: [{ in: 'basic', username: '{api_key_id}', password: '{api_key}' }],
      fields: [
        { key: 'api_key_id', label: 'API key', pattern: '^[0-9a-f]{8}$' },
        { key: 'api_key', label: 'API secret', secret: true },
      ],
      test: { kind: 'request', request: { url: '/account/get-balance' }, expect: { status: [200] } },
      account: { from: 'field', id: '{api_key_id}', label: '{api_key_id}', represents: 'workspace' },
      credentialUrl: 'https://dashboard.nexmo.com/settings',
      guidance: ['In the Vonage dashboard, open API settings.', 'Copy the API key and the API secret.'],
    },
  ],
});
