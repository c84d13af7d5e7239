import { defineApp } from '../app-definition/index.ts';

export const loops = defineApp({
  id: 'loops',
  name: 'Loops',
  category: 'email',
  description: 'Send product e-mail with Loops.',
  docsUrl: 'https://loops.so/docs/api-reference',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['nango'],
    note: 'Address and place of the credential were found in one source only.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://app.loops.so/api',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      secretPattern: '^[a-f0-9]{32}$',
      test: {
        kind: 'request',
        request: { url: '/v1/api-key' },
        expect: { status: [200], at: '$.success', equals: [true] },
      },
      account: { from: 'test', id: '$.teamName', label: '$.teamName', represents: 'workspace' },
      credentialUrl: 'https://app.loops.so/settings?page=api',
      guidance: ['In Loops, open Settings, API, and generate a key.', 'Copy it.'],
    },
  ],
});
