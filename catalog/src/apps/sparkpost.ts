import { defineApp } from '../app-definition/index.ts';

export const sparkpost = defineApp({
  id: 'sparkpost',
  name: 'SparkPost',
  category: 'email',
  description: 'Send e-mail with SparkPost.',
  docsUrl: 'https://developers.sparkpost.com/api/',
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
      label: 'API key',
      baseUrl: 'https://{api_host}',
      inject: [{ in: 'header', name: 'Authorization', value: '{api_key}' }],
      fields: [
        {
          key: 'api_host',
          label: 'Region',
          options: [
            { value: 'api.sparkpost.com', label: 'United States' },
            { value: 'api.eu.sparkpost.com', label: 'European Union' },
          ],
          default: 'api.sparkpost.com',
        },
        { key: 'api_key', label: 'API key', secret: true },
      ],
      secretPattern: '^[A-Za-z0-9]{40}$',
      test: { kind: 'request', request: { url: '/api/v1/account' }, expect: { status: [200] } },
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The key works, but may not read the account.',
        },
      ],
      account: { from: 'test', id: '$.results.customer_id', label: '$.results.company_name', represents: 'workspace' },
      credentialUrl: 'https://app.sparkpost.com/account/api-keys',
      guidance: [
        'In SparkPost, open Account, API keys, and create a key.',
        'Allow reading of the account for the test, and what workflows need. Copy it; it is shown once.',
      ],
    },
  ],
});
