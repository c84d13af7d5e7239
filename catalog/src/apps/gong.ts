import { defineApp } from '../app-definition/index.ts';

export const gong = defineApp({
  id: 'gong',
  name: 'Gong',
  category: 'crm',
  description: 'Read calls and their transcripts in Gong.',
  docsUrl: 'https://gong.app.gong.io/settings/api/documentation',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['nango'],
    note: 'Address and place of the credential were found in one source only. The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'basic',
      kind: 'basic',
      label: 'Access key and secret',
      baseUrl: 'https://api.gong.io',
      inject: [{ in: 'basic', username: '{access_key}', password: '{secret}' }],
      fields: [
        { key: 'access_key', label: 'Access key', pattern: '^[A-Za-z0-9-]+$' },
        { key: 'secret', label: 'Secret', secret: true },
      ],
      test: { kind: 'request', request: { url: '/v2/workspaces' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.workspaces[0].id', label: '$.workspaces[0].name', represents: 'workspace' },
      credentialUrl: 'https://app.gong.io/company/api',
      guidance: [
        'As a technical administrator of Gong, open Company settings, Ecosystem, API.',
        'Create an access key and copy key and secret; the secret is shown once.',
      ],
    },
  ],
});
