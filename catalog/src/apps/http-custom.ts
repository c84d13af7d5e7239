import { defineApp } from '../app-definition/index.ts';

export const httpCustom = defineApp({
  id: 'http-custom',
  name: 'Generic HTTP (custom)',
  category: 'generic',
  description: 'Call any web API with headers and a query parameter of your own.',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: [],
    note: 'What you enter is what counts: there is no provider whose facts could be confirmed.',
  },
  methods: [
    {
      key: 'custom',
      kind: 'custom',
      label: 'Headers and query',
      baseUrl: '{base_url}',
      inject: [
        { in: 'header', name: '{first_header}', value: '{first_value}' },
        { in: 'header', name: '{second_header}', value: '{second_value}', optional: true },
        { in: 'query', name: '{query_name}', value: '{query_value}', optional: true },
      ],
      fields: [
        {
          key: 'base_url',
          label: 'Base URL',
          help: 'Address that the paths of workflows go below.',
          format: 'url',
          example: 'https://api.example.com',
        },
        {
          key: 'test_path',
          label: 'Test path',
          help: 'A harmless path that answers 200 to whoever is logged in.',
          required: false,
          format: 'path',
          default: '/',
        },
        {
          key: 'first_header',
          label: 'First header',
          help: 'Name of a header that carries a secret.',
          pattern: '^[A-Za-z0-9-]{1,64}$',
          example: 'X-Api-Key',
        },
        { key: 'first_value', label: 'Value of the first header', secret: true },
        {
          key: 'second_header',
          label: 'Second header',
          required: false,
          pattern: '^[A-Za-z0-9-]{1,64}$',
          example: 'X-Account',
        },
        { key: 'second_value', label: 'Value of the second header', required: false, secret: true },
        {
          key: 'query_name',
          label: 'Query parameter',
          help: 'Name of a parameter that carries a secret. A header is safer: addresses end up in logs.',
          required: false,
          pattern: '^[A-Za-z0-9._-]{1,64}$',
          example: 'key',
        },
        { key: 'query_value', label: 'Value of the query parameter', required: false, secret: true },
      ],
      test: {
        kind: 'request',
        request: { url: '/{+test_path}' },
        expect: { status: [200, 201, 202, 204] },
        invalid: [{ status: [401, 403] }],
      },
      account: { from: 'field', id: '{base_url}#sha256({first_value})', represents: 'key' },
      credentialPlace: 'Settings of the server you connect',
      guidance: [
        'Enter the address of the API and the headers that it asks for.',
        'As test path, enter a path that answers 200 with them and 401 without.',
      ],
      troubleshooting: [
        {
          symptom: 'The host may not be called.',
          fix: 'Addresses inside your own network are blocked until a system administrator allows them.',
        },
      ],
    },
  ],
});
