import { defineApp } from '../app-definition/index.ts';

export const paddle = defineApp({
  id: 'paddle',
  name: 'Paddle',
  category: 'payments',
  description: 'Read products, customers and transactions in Paddle.',
  docsUrl: 'https://developer.paddle.com/api-reference/overview',
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
      baseUrl: 'https://{api_host}',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [
        {
          key: 'api_host',
          label: 'Environment',
          options: [
            { value: 'api.paddle.com', label: 'Live' },
            { value: 'sandbox-api.paddle.com', label: 'Sandbox' },
          ],
          default: 'api.paddle.com',
        },
        { key: 'api_key', label: 'API key', help: 'Begins with pdl_live_apikey_ or pdl_sdbx_apikey_.', secret: true },
      ],
      secretPattern: '^pdl_(live|sdbx)_apikey_[a-z0-9]{26}_[A-Za-z0-9]{22}_[A-Za-z0-9]{3}$',
      test: {
        kind: 'request',
        request: { url: '/event-types' },
        expect: { status: [200] },
        invalid: [
          { status: [401] },
          { status: [403], at: '$.error.code', equals: ['authentication_malformed', 'invalid_token'] },
        ],
      },
      errors: [
        {
          when: { status: [403], at: '$.error.code', equals: ['forbidden'] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The key works, but lacks a permission.',
        },
      ],
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://vendors.paddle.com/authentication-v2',
      guidance: [
        'In Paddle, open Developer tools, Authentication, and add an API key.',
        'Tick only the permissions that workflows need, and copy it; it is shown once.',
      ],
      troubleshooting: [
        {
          symptom: 'Authorization rejected after some months.',
          fix: 'Keys expire, after 90 days unless another date was chosen. Create a new one.',
        },
      ],
      maxLifetimeDays: 90,
    },
  ],
});
