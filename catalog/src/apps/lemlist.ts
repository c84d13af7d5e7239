import { defineApp } from '../app-definition/index.ts';

export const lemlist = defineApp({
  id: 'lemlist',
  name: 'lemlist',
  category: 'marketing',
  description: 'Manage outreach campaigns and leads in lemlist.',
  docsUrl: 'https://developer.lemlist.com',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['n8n', 'nango', 'trufflehog'],
    note: 'The test request was found in two sources, but which account it names was not compared.',
  },
  methods: [
    {
      key: 'basic',
      kind: 'basic',
      label: 'API key',
      baseUrl: 'https://api.lemlist.com',
      inject: [{ in: 'basic', username: '', password: '{api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      test: { kind: 'request', request: { url: '/api/team' }, expect: { status: [200] } },
      account: { from: 'test', id: '$._id', label: '$.name', represents: 'workspace' },
      credentialUrl: 'https://app.lemlist.com/settings/integrations',
      guidance: ['In lemlist, open Settings, Integrations, and generate an API key.', 'Copy it; it is shown once.'],
    },
  ],
});
