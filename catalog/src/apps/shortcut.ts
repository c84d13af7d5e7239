import { defineApp } from '../app-definition/index.ts';

export const shortcut = defineApp({
  id: 'shortcut',
  name: 'Shortcut',
  category: 'project-management',
  description: 'Read and update stories in Shortcut.',
  docsUrl: 'https://developer.shortcut.com/api/rest/v3',
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
      label: 'API token',
      baseUrl: 'https://api.app.shortcut.com',
      inject: [{ in: 'header', name: 'Shortcut-Token', value: '{api_key}' }],
      fields: [{ key: 'api_key', label: 'API token', secret: true }],
      test: { kind: 'request', request: { url: '/api/v3/member' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.workspace2.id#$.id|$.id', label: '$.mention_name' },
      credentialUrl: 'https://app.shortcut.com/settings/account/api-tokens',
      guidance: ['In Shortcut, open Settings, API tokens, and generate a token.', 'Copy it; it is shown once.'],
    },
  ],
});
