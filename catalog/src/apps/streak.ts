import { defineApp } from '../app-definition/index.ts';

export const streak = defineApp({
  id: 'streak',
  name: 'Streak',
  category: 'crm',
  description: 'Read and update pipelines of Streak in Gmail.',
  docsUrl: 'https://streak.readme.io/reference',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['nango', 'trufflehog'],
    note: 'The test request was found in one source only.',
  },
  methods: [
    {
      key: 'basic',
      kind: 'basic',
      label: 'API key',
      baseUrl: 'https://api.streak.com/api',
      inject: [{ in: 'basic', username: '{api_key}', password: '' }],
      fields: [{ key: 'api_key', label: 'API key', help: 'Begins with strk_.', secret: true }],
      test: { kind: 'request', request: { url: '/v1/users/me' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.key', label: '$.email' },
      credentialUrl: 'https://www.streak.com',
      credentialPlace: 'Gmail, Streak menu, Integrations',
      guidance: ['In Gmail, open the Streak menu, Integrations, Streak API, and create a key.', 'Copy it.'],
    },
  ],
});
