import { defineApp } from '../app-definition/index.ts';

export const mattermost = defineApp({
  id: 'mattermost',
  name: 'Mattermost',
  category: 'communication',
  description: 'Post and read messages on a Mattermost server.',
  docsUrl: 'https://developers.mattermost.com/api-documentation/',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['automatisch', 'nango', 'trufflehog'],
    note: 'The test request was found in two sources, but which account it names was not compared.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'Access token',
      baseUrl: 'https://{hostname}/api',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [
        {
          key: 'hostname',
          label: 'Server',
          help: 'Host in the address of your Mattermost, without https://.',
          format: 'host',
          example: 'mattermost.example.com',
          allowPort: true,
        },
        { key: 'api_key', label: 'Access token', secret: true },
      ],
      test: { kind: 'request', request: { url: '/v4/users/me' }, expect: { status: [200] } },
      account: { from: 'test', id: '{hostname}#$.id', label: '$.username' },
      credentialPlace: 'Profile, Security, Personal access tokens',
      guidance: [
        'In Mattermost, open Profile, Security, Personal access tokens, and create one. An administrator may have to allow it.',
        'For a bot, an administrator adds a bot account under Integrations and copies its token.',
        'Copy the token; it is shown once.',
      ],
    },
  ],
});
