import { defineApp } from '../app-definition/index.ts';

export const crisp = defineApp({
  id: 'crisp',
  name: 'Crisp',
  category: 'customer-support',
  description: 'Read and answer chats in Crisp.',
  docsUrl: 'https://docs.crisp.chat/references/rest-api/v1/',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['nango'],
    note: 'Address and place of the credential were found in one source only.',
  },
  methods: [
    {
      key: 'basic',
      kind: 'basic',
      label: 'Plugin token',
      baseUrl: 'https://api.crisp.chat',
      inject: [{ in: 'basic', username: '{identifier}', password: '{token}' }],
      staticHeaders: { 'X-Crisp-Tier': 'plugin' },
      fields: [
        { key: 'identifier', label: 'Identifier', help: 'First half of the token pair.' },
        { key: 'token', label: 'Key', help: 'Second half of the token pair.', secret: true },
      ],
      test: { kind: 'request', request: { url: '/v1/plugin/connect/account' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.data.plugin_id', label: '$.data.plugin_id', represents: 'key' },
      credentialUrl: 'https://marketplace.crisp.chat',
      guidance: [
        'At marketplace.crisp.chat, create a plugin of your own.',
        'Ask for a production token with the scopes that workflows need, and copy identifier and key.',
      ],
    },
  ],
});
