import { defineApp } from '../app-definition/index.ts';

export const kustomer = defineApp({
  id: 'kustomer',
  name: 'Kustomer',
  category: 'customer-support',
  description: 'Read and answer conversations in Kustomer.',
  docsUrl: 'https://developer.kustomer.com',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['nango'],
    note: 'Address and place of the credential were found in one source only. The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://{extension}.kustomerapp.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [
        {
          key: 'extension',
          label: 'Subdomain',
          help: 'The part before .kustomerapp.com in the address of your Kustomer.',
          format: 'host_label',
          example: 'acme',
          hostSuffix: '.kustomerapp.com',
        },
        { key: 'api_key', label: 'API key', secret: true },
      ],
      test: { kind: 'request', request: { url: '/v1/users/current' }, expect: { status: [200] } },
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The key works, but its roles do not allow this.',
        },
      ],
      account: { from: 'test', id: '{extension}#$.data.id', label: '$.data.attributes.email' },
      credentialPlace: 'Settings, Security, API keys',
      guidance: [
        'As an administrator of Kustomer, open Settings, Security, API keys, and add a key.',
        'Give it only the roles that workflows need, and copy it; it is shown once.',
      ],
    },
  ],
});
