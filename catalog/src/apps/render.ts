import { defineApp } from '../app-definition/index.ts';

export const render = defineApp({
  id: 'render',
  name: 'Render',
  category: 'developer-tools',
  description: 'Manage services and deploys on Render.',
  docsUrl: 'https://api-docs.render.com',
  facts: { confirmed: false, scope: 'none', sources: [], note: 'Nothing of this was confirmed by a source.' },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://api.render.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', help: 'Begins with rnd_.', secret: true }],
      secretPattern: '^rnd_[A-Za-z0-9]{28,}$',
      test: { kind: 'request', request: { url: '/v1/owners?limit=1' }, expect: { status: [200] } },
      account: { from: 'test', id: '$[0].owner.id', label: '$[0].owner.email', represents: 'workspace' },
      credentialUrl: 'https://dashboard.render.com/u/settings#api-keys',
      guidance: [
        'In the Render dashboard, open Account settings, API keys, and create a key.',
        'Copy it; it is shown once.',
      ],
    },
  ],
});
