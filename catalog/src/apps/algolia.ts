import { defineApp } from '../app-definition/index.ts';

export const algolia = defineApp({
  id: 'algolia',
  name: 'Algolia',
  category: 'developer-tools',
  description: 'Search and update indices in Algolia.',
  docsUrl: 'https://www.algolia.com/doc/rest-api/search/',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['nango', 'trufflehog'],
    note: 'The test request was found in one source only.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://{app_host}.algolia.net',
      inject: [
        { in: 'header', name: 'x-algolia-api-key', value: '{api_key}' },
        { in: 'header', name: 'x-algolia-application-id', value: '{app_id}' },
      ],
      fields: [
        {
          key: 'app_id',
          label: 'Application ID',
          pattern: '^[A-Z0-9]{10}$',
          patternHint: 'must be 10 characters from A-Z and 0-9',
          example: 'ERBSOWZO32',
        },
        {
          key: 'api_key',
          label: 'API key',
          help: 'A key for the rights that workflows need, not the admin key.',
          secret: true,
        },
        {
          key: 'app_host',
          label: 'Host',
          required: false,
          format: 'host_label',
          filledFrom: { from: 'field', field: 'app_id', match: '^([A-Z0-9]+)$' },
        },
      ],
      test: {
        kind: 'request',
        request: { url: '/1/keys/{api_key}' },
        expect: { status: [200] },
        invalid: [{ status: [401, 403] }],
      },
      account: { from: 'field', id: '{app_id}', label: '{app_id}', represents: 'workspace' },
      credentialUrl: 'https://dashboard.algolia.com/account/api-keys/',
      guidance: [
        'In the Algolia dashboard, open Settings, API keys.',
        'Create a key with only the rights and indices that workflows need, and copy it with the application ID.',
      ],
    },
  ],
});
