import { defineApp } from '../app-definition/index.ts';

export const jenkins = defineApp({
  id: 'jenkins',
  name: 'Jenkins',
  category: 'developer-tools',
  description: 'Start and watch builds on a Jenkins server.',
  docsUrl: 'https://www.jenkins.io/doc/book/using/remote-access-api/',
  facts: { confirmed: false, scope: 'none', sources: [], note: 'Nothing of this was confirmed by a source.' },
  methods: [
    {
      key: 'basic',
      kind: 'basic',
      label: 'User and API token',
      baseUrl: '{base_url}',
      inject: [{ in: 'basic', username: '{username}', password: '{api_token}' }],
      fields: [
        { key: 'username', label: 'User' },
        {
          key: 'base_url',
          label: 'Server address',
          help: 'Address of Jenkins, with https://.',
          format: 'url',
          example: 'https://jenkins.example.com',
        },
        { key: 'api_token', label: 'API token', secret: true },
      ],
      test: {
        kind: 'request',
        request: { url: '/me/api/json' },
        expect: { status: [200], at: '$.id', present: true },
        invalid: [{ status: [401] }, { at: '$.id', equals: ['anonymous'] }],
      },
      account: { from: 'test', id: '{base_url}#$.id', label: '$.fullName' },
      credentialUrl: '{base_url}/me/configure',
      guidance: [
        'In Jenkins, choose your name, Configure or Security, and add an API token.',
        'Copy it; it is shown once. Enter your user ID beside it.',
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
