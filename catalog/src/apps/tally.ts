import { defineApp } from '../app-definition/index.ts';

export const tally = defineApp({
  id: 'tally',
  name: 'Tally',
  category: 'forms',
  description: 'Read forms and their answers in Tally.',
  docsUrl: 'https://developers.tally.so',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['nango'],
    note: 'Address and place of the credential were found in one source only. The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://api.tally.so',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', help: 'Begins with tly-.', secret: true }],
      secretPattern: '^tly-[A-Za-z0-9]{32}$',
      test: { kind: 'request', request: { url: '/users/me' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.id', label: '$.email' },
      credentialUrl: 'https://tally.so/settings/api-keys',
      guidance: ['In Tally, open Settings, API keys, and create a key.', 'Copy it; it is shown once.'],
    },
  ],
});
