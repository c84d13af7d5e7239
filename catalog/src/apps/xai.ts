import { defineApp } from '../app-definition/index.ts';

export const xai = defineApp({
  id: 'xai',
  name: 'xAI',
  category: 'ai',
  description: 'Use Grok models of xAI.',
  docsUrl: 'https://docs.x.ai',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['nango', 'trufflehog'],
    note: 'The test request was found in two sources, but which account it names was not compared.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://api.x.ai',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', help: 'Begins with xai-.', secret: true }],
      secretPattern: '^xai-[0-9A-Za-z_]{80}$',
      test: {
        kind: 'request',
        request: { url: '/v1/api-key' },
        expect: { status: [200] },
        invalid: [
          { status: [401] },
          { status: [400], at: '$.error', contains: ['Incorrect API key', 'Incorrect%20API%20key'] },
          { status: [200], at: '$.api_key_disabled', equals: [true] },
          { status: [200], at: '$.api_key_blocked', equals: [true] },
        ],
      },
      account: { from: 'test', id: '$.team_id', label: '$.name', represents: 'workspace' },
      credentialUrl: 'https://console.x.ai',
      guidance: [
        'In the xAI console, open API keys and create a key.',
        'Choose only the endpoints and models that workflows need, and copy it; it is shown once.',
      ],
    },
  ],
});
