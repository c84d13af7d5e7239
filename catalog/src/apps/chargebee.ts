import { defineApp } from '../app-definition/index.ts';

export const chargebee = defineApp({
  id: 'chargebee',
  name: 'Chargebee',
  category: 'payments',
  description: 'Read and change subscriptions and invoices in Chargebee.',
  docsUrl: 'https://apidocs.chargebee.com/docs/api',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['nango'],
    note: 'Address and place of the credential were found in one source only. The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'basic',
      kind: 'basic',
      label: 'API key',
      baseUrl: 'https://{subdomain}.chargebee.com',
      inject: [{ in: 'basic', username: '{api_key}', password: '' }],
      fields: [
        {
          key: 'subdomain',
          label: 'Subdomain',
          help: 'The part before .chargebee.com in the address of your Chargebee.',
          format: 'host_label',
          example: 'acme',
          hostSuffix: '.chargebee.com',
        },
        { key: 'api_key', label: 'API key', secret: true },
      ],
      test: { kind: 'request', request: { url: '/api/v2/customers?limit=1' }, expect: { status: [200] } },
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The key works, but is read-only or restricted.',
        },
      ],
      account: { from: 'field', id: '{subdomain}', label: '{subdomain}', represents: 'workspace' },
      credentialUrl: 'https://{subdomain}.chargebee.com/apikeys_and_webhooks/api',
      guidance: [
        'In Chargebee, open Settings, Configure Chargebee, API keys, and add a key.',
        'A read-only key is enough unless workflows change data. Test and live sites have different keys.',
      ],
    },
  ],
});
