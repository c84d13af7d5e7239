import { defineApp } from '../app-definition/index.ts';

export const httpBasic = defineApp({
  id: 'http-basic',
  name: 'Generic HTTP (basic)',
  category: 'generic',
  description: 'Call any web API with user name and password.',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: [],
    note: 'What you enter is what counts: there is no provider whose facts could be confirmed.',
  },
  methods: [
    {
      key: 'basic',
      kind: 'basic',
      label: 'User and password',
      baseUrl: '{base_url}',
      inject: [{ in: 'basic', username: '{username}', password: '{password}' }],
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
        { key: 'username', label: 'User' },
        { key: 'password', label: 'Password', secret: true, format: 'password' },
      ],
      test: {
        kind: 'request',
        request: { url: '/{+test_path}' },
        expect: { status: [200, 201, 202, 204] },
        invalid: [{ status: [401, 403] }],
      },
      account: { from: 'field', id: '{base_url}#{username}', label: '{username}' },
      credentialPlace: 'Settings of the server you connect',
      guidance: [
        'Create a user for the workflows at the provider, with only the rights they need.',
        'Enter the address of the API, the user and the password.',
        'As test path, enter a path that answers 200 with the login and 401 without it.',
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
