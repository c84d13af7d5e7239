import { defineApp } from '../app-definition/index.ts';

export const messagebird = defineApp({
  id: 'messagebird',
  name: 'Bird (MessageBird)',
  category: 'communication',
  description: 'Send SMS and voice messages with Bird.',
  docsUrl: 'https://developers.messagebird.com/api/',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['trufflehog'],
    note: 'Address and place of the credential were found in one source only. The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'Access key',
      baseUrl: 'https://rest.messagebird.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'AccessKey {api_key}' }],
      fields: [{ key: 'api_key', label: 'Access key', secret: true }],
      test: { kind: 'request', request: { url: '/balance' }, expect: { status: [200] } },
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://dashboard.messagebird.com/developers/access',
      guidance: ['In the MessageBird dashboard, open Developers, API access.', 'Add a live access key and copy it.'],
    },
  ],
});
