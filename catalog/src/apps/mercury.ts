import { defineApp } from '../app-definition/index.ts';

export const mercury = defineApp({
  id: 'mercury',
  name: 'Mercury',
  category: 'finance',
  description: 'Read accounts and transactions of a Mercury bank account.',
  docsUrl: 'https://docs.mercury.com',
  facts: { confirmed: false, scope: 'none', sources: [], note: 'Nothing of this was confirmed by a source.' },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API token',
      baseUrl: 'https://api.mercury.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'API token', help: 'Begins with secret-token:mercury_.', secret: true }],
      secretPattern: '^secret-token:mercury_[a-z]+_.+$',
      test: { kind: 'request', request: { url: '/api/v1/accounts' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.accounts[0].id', label: '$.accounts[0].name', represents: 'workspace' },
      credentialUrl: 'https://app.mercury.com/settings/tokens',
      guidance: [
        'In Mercury, open Settings, API tokens, and create a token.',
        'Read-only is enough unless workflows send money. Copy it; it is shown once.',
      ],
    },
  ],
});
