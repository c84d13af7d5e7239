import { defineApp } from '../app-definition/index.ts';

export const line = defineApp({
  id: 'line',
  name: 'LINE Messaging',
  category: 'communication',
  description: 'Send messages through a LINE official account.',
  docsUrl: 'https://developers.line.biz/en/docs/messaging-api/',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['trufflehog'],
    note: 'Address and place of the credential were found in one source only.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'Channel access token',
      baseUrl: 'https://api.line.me',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'Channel access token', secret: true }],
      test: { kind: 'request', request: { url: '/v2/bot/info' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.userId', label: '$.displayName' },
      credentialUrl: 'https://developers.line.biz/console/',
      guidance: [
        'In the LINE developers console, open the Messaging API channel.',
        'Under Messaging API, issue a long-lived channel access token and copy it.',
      ],
    },
  ],
});
