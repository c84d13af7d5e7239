import { defineApp } from '../app-definition/index.ts';

export const plaid = defineApp({
  id: 'plaid',
  name: 'Plaid',
  category: 'finance',
  description: 'Read bank accounts and transactions through Plaid.',
  docsUrl: 'https://plaid.com/docs/api/',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['trufflehog'],
    note: 'Address and place of the credential were found in one source only. The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'body-credentials',
      kind: 'custom',
      label: 'Client ID and secret',
      baseUrl: 'https://{environment}.plaid.com',
      inject: [
        { in: 'body', name: 'client_id', value: '{client_id}' },
        { in: 'body', name: 'secret', value: '{secret}' },
      ],
      fields: [
        { key: 'client_id', label: 'Client ID', pattern: '^[0-9a-f]{24}$' },
        {
          key: 'environment',
          label: 'Environment',
          options: [
            { value: 'production', label: 'Production' },
            { value: 'sandbox', label: 'Sandbox' },
          ],
          default: 'production',
        },
        { key: 'secret', label: 'Secret', help: 'Each environment has its own.', secret: true },
      ],
      test: {
        kind: 'request',
        request: {
          method: 'POST',
          url: '/institutions/get',
          body: { format: 'json', value: { count: 1, offset: 0, country_codes: ['US'] } },
        },
        expect: { status: [200] },
        invalid: [{ status: [401] }, { at: '$.error_code', equals: ['INVALID_API_KEYS'] }],
      },
      errors: [
        {
          when: { at: '$.error_code', equals: ['UNAUTHORIZED_ENVIRONMENT'] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The keys work, but not in this environment.',
        },
        {
          when: { at: '$.error_type', equals: ['RATE_LIMIT_EXCEEDED'] },
          code: 'rate_limited',
          part: 'api',
          outcome: 'undecided',
          meaning: 'Plaid asks to slow down.',
        },
      ],
      account: { from: 'field', id: '{environment}#{client_id}', label: '{client_id}', represents: 'workspace' },
      credentialUrl: 'https://dashboard.plaid.com/developers/keys',
      guidance: [
        'In the Plaid dashboard, open Developers, Keys.',
        'Copy the client ID and the secret of the environment.',
      ],
    },
  ],
});
