import { defineApp } from '../app-definition/index.ts';

export const discourse = defineApp({
  id: 'discourse',
  name: 'Discourse',
  category: 'communication',
  description: 'Read and write topics and posts of a Discourse forum.',
  docsUrl: 'https://docs.discourse.org',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['n8n', 'nango'],
    note: 'The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://{default_host}',
      inject: [
        { in: 'header', name: 'api-key', value: '{api_key}' },
        { in: 'header', name: 'api-username', value: '{api_username}' },
      ],
      fields: [
        {
          key: 'default_host',
          label: 'Forum host',
          help: 'Host in the address of the forum, without https://.',
          format: 'host',
          example: 'forum.example.com',
        },
        { key: 'api_username', label: 'User name', help: 'The user in whose name the key acts.', example: 'system' },
        { key: 'api_key', label: 'API key', secret: true },
      ],
      test: {
        kind: 'request',
        request: { url: '/session/current.json' },
        expect: { status: [200] },
        invalid: [{ status: [401] }, { status: [403], at: '$.error_type', equals: ['invalid_access'] }],
      },
      account: { from: 'test', id: '{default_host}#$.current_user.id', label: '$.current_user.username' },
      credentialUrl: 'https://{default_host}/admin/api/keys',
      guidance: [
        'As an administrator of the forum, open Admin, API keys, and create a key.',
        'Choose a single user and only the scopes that workflows need, with reading of the session for the test.',
        'Copy it; it is shown once.',
      ],
    },
  ],
});
