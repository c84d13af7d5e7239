import { defineApp } from '../app-definition/index.ts';

export const pipedream = defineApp({
  id: 'pipedream',
  name: 'Pipedream',
  category: 'automation',
  description: 'Start and read workflows in Pipedream.',
  docsUrl: 'https://pipedream.com/docs/rest-api',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['nango', 'trufflehog'],
    note: 'The test request was found in two sources, but which account it names was not compared.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://api.pipedream.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      secretPattern: '^[a-f0-9]{32}$',
      test: { kind: 'request', request: { url: '/v1/users/me' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.data.id', label: '$.data.username' },
      credentialUrl: 'https://pipedream.com/settings/account',
      guidance: ['In Pipedream, open Settings, Account.', 'Copy the API key.'],
    },
  ],
});
