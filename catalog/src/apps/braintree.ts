import { defineApp } from '../app-definition/index.ts';

export const braintree = defineApp({
  id: 'braintree',
  name: 'Braintree',
  category: 'payments',
  description: 'Take payments and read transactions with Braintree.',
  docsUrl: 'https://graphql.braintreepayments.com',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['trufflehog'],
    note: 'Address and place of the credential were found in one source only.',
  },
  methods: [
    {
      key: 'basic',
      kind: 'basic',
      label: 'Public and private key',
      baseUrl: 'https://payments.braintree-api.com',
      inject: [{ in: 'basic', username: '{public_key}', password: '{private_key}' }],
      staticHeaders: { 'Braintree-Version': '2019-01-01' },
      fields: [
        { key: 'public_key', label: 'Public key' },
        { key: 'merchant_id', label: 'Merchant ID', help: 'Shown beside the keys.' },
        { key: 'private_key', label: 'Private key', secret: true },
      ],
      test: {
        kind: 'request',
        request: { method: 'POST', url: '/graphql', body: { format: 'json', value: { query: '{ ping }' } } },
        expect: { status: [200], at: '$.data.ping', equals: ['pong'] },
        invalid: [{ status: [401] }, { at: '$.errors[0].extensions.errorClass', equals: ['AUTHENTICATION'] }],
      },
      errors: [
        {
          when: { at: '$.errors[0].extensions.errorClass', equals: ['AUTHORIZATION'] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The keys work, but their user may not do this.',
        },
      ],
      account: { from: 'field', id: '{merchant_id}', label: '{merchant_id}', represents: 'workspace' },
      credentialUrl: 'https://www.braintreegateway.com',
      guidance: [
        'In the Braintree control panel, open the gear, API, and generate a key.',
        'Copy the merchant ID, the public key and the private key.',
      ],
    },
  ],
});
