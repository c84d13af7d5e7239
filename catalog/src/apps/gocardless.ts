import { defineApp } from '../app-definition/index.ts';

export const gocardless = defineApp({
  id: 'gocardless',
  name: 'GoCardless',
  category: 'payments',
  description: 'Collect payments by direct debit with GoCardless.',
  docsUrl: 'https://developer.gocardless.com/api-reference/',
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
      label: 'Access token',
      baseUrl: 'https://{api_host}',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      staticHeaders: { 'GoCardless-Version': '2015-07-06' },
      fields: [
        {
          key: 'api_host',
          label: 'Environment',
          options: [
            { value: 'api.gocardless.com', label: 'Live' },
            { value: 'api-sandbox.gocardless.com', label: 'Sandbox' },
          ],
          default: 'api.gocardless.com',
        },
        { key: 'api_key', label: 'Access token', help: 'Begins with live_ or sandbox_.', secret: true },
      ],
      secretPattern: '^(live|sandbox)_[A-Za-z0-9_=-]{40}$',
      test: { kind: 'request', request: { url: '/creditors' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.creditors[0].id', label: '$.creditors[0].name', represents: 'workspace' },
      credentialUrl: 'https://manage.gocardless.com/developers/access-tokens',
      guidance: [
        'In GoCardless, open Developers, Create, Access token.',
        'Read-only is enough unless workflows take payments. Copy it; it is shown once.',
      ],
    },
  ],
});
