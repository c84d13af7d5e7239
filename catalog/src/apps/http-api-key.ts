import { defineApp } from '../app-definition/index.ts';

export const httpApiKey = defineApp({
  id: 'http-api-key',
  name: 'Generic HTTP (API key)',
  category: 'generic',
  description: 'Call any web API with a key in a header.',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: [],
    note: 'What you enter is what counts: there is no provider whose facts could be confirmed.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'Key in a header',
      baseUrl: '{base_url}',
      // The second wins where a word is given.
      inject: [
        { in: 'header', name: '{header_name}', value: '{api_key}' },
        { in: 'header', name: '{header_name}', value: '{prefix} {api_key}', optional: true },
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
        { key: 'header_name', label: 'Header name', pattern: '^[A-Za-z0-9-]{1,64}$', default: 'Authorization' },
        {
          key: 'prefix',
          label: 'Word before the key',
          help: 'Such as Bearer or Token. Left empty: the key stands alone.',
          required: false,
          pattern: '^[A-Za-z0-9_-]{1,40}$',
          example: 'Bearer',
        },
        { key: 'api_key', label: 'Key', secret: true },
      ],
      test: {
        kind: 'request',
        request: { url: '/{+test_path}' },
        expect: { status: [200, 201, 202, 204] },
        invalid: [{ status: [401, 403] }],
      },
      account: { from: 'field', id: '{base_url}#sha256({api_key})', represents: 'key' },
      credentialPlace: 'Settings of the server you connect',
      guidance: [
        'Create a key at the provider, with only the rights that workflows need.',
        'Enter the address of the API, the header that carries the key, and the key.',
        'As test path, enter a path that answers 200 with the key and 401 without it.',
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
