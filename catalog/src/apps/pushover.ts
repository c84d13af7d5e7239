import { defineApp } from '../app-definition/index.ts';

export const pushover = defineApp({
  id: 'pushover',
  name: 'Pushover',
  category: 'communication',
  description: 'Send notifications to phones with Pushover.',
  docsUrl: 'https://pushover.net/api',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['automatisch'],
    note: 'Address and place of the credential were found in one source only.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API token and user key',
      baseUrl: 'https://api.pushover.net',
      inject: [
        { in: 'body', name: 'token', value: '{api_key}' },
        { in: 'body', name: 'user', value: '{user_key}' },
      ],
      fields: [
        { key: 'user_key', label: 'User key', help: 'Of the person or group that receives.', secret: true },
        { key: 'api_key', label: 'API token', help: 'Of the application that sends.', secret: true },
      ],
      secretPattern: '^[a-z0-9]{30}$',
      test: {
        kind: 'request',
        request: { method: 'POST', url: '/1/users/validate.json', body: { format: 'json', value: {} } },
        expect: { status: [200], at: '$.status', equals: [1] },
        invalid: [{ status: [401] }, { at: '$.token', equals: ['invalid'] }, { at: '$.user', equals: ['invalid'] }],
      },
      account: { from: 'field', id: 'sha256({user_key})', represents: 'key' },
      credentialUrl: 'https://pushover.net/apps/build',
      guidance: [
        'At pushover.net, the user key stands on the first page after signing in.',
        'Choose Create an application and copy its API token.',
      ],
    },
  ],
});
