import { defineApp } from '../app-definition/index.ts';

export const recharge = defineApp({
  id: 'recharge',
  name: 'Recharge',
  category: 'e-commerce',
  description: 'Read and change subscriptions in Recharge.',
  docsUrl: 'https://developer.rechargepayments.com',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['nango', 'trufflehog'],
    note: 'The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API token',
      baseUrl: 'https://api.rechargeapps.com',
      inject: [{ in: 'header', name: 'x-recharge-access-token', value: '{api_key}' }],
      staticHeaders: { 'X-Recharge-Version': '2021-11' },
      fields: [{ key: 'api_key', label: 'API token', secret: true }],
      scopes: [{ name: 'read_store', why: 'Tells which store it is.', required: false }],
      test: { kind: 'request', request: { url: '/store' }, expect: { status: [200] } },
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The token works, but lacks a scope.',
        },
      ],
      account: { from: 'test', id: '$.store.id', label: '$.store.name', represents: 'workspace' },
      credentialUrl: 'https://support.getrecharge.com',
      guidance: [
        'In Recharge, open Tools and apps, API tokens, and create an Admin API token.',
        'Allow reading of the store for the test, and what workflows need. Copy it.',
      ],
    },
  ],
});
