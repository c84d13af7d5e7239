import { defineApp } from '../app-definition/index.ts';

export const clockify = defineApp({
  id: 'clockify',
  name: 'Clockify',
  category: 'productivity',
  description: 'Read and write time entries in Clockify.',
  docsUrl: 'https://docs.clockify.me',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['n8n', 'trufflehog'],
    note: 'The test request was found in one source only.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://api.clockify.me',
      inject: [{ in: 'header', name: 'X-Api-Key', value: '{api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      test: { kind: 'request', request: { url: '/api/v1/user' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.id', label: '$.email' },
      credentialUrl: 'https://app.clockify.me/user/preferences#advanced',
      guidance: [
        'In Clockify, open Preferences, Advanced, and generate an API key.',
        'Copy it. A new key ends the old one.',
      ],
    },
  ],
});
