import { defineApp } from '../app-definition/index.ts';

export const baserow = defineApp({
  id: 'baserow',
  name: 'Baserow',
  category: 'productivity',
  description: 'Read and change rows of Baserow tables, hosted or self-hosted.',
  docsUrl: 'https://baserow.io/docs/apis/rest-api',
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
      label: 'Database token',
      baseUrl: '{base_url}/api',
      inject: [{ in: 'header', name: 'Authorization', value: 'Token {api_key}' }],
      fields: [
        {
          key: 'base_url',
          label: 'Base URL',
          help: 'Leave it as it is for the hosted Baserow.',
          format: 'url',
          default: 'https://api.baserow.io',
        },
        { key: 'api_key', label: 'Database token', secret: true },
      ],
      secretPattern: '^[A-Za-z0-9]{32}$',
      test: {
        kind: 'request',
        request: { url: '/database/tokens/check/' },
        expect: { status: [200], at: '$.token', equals: ['OK'] },
      },
      account: { from: 'field', id: '{base_url}#sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://baserow.io/dashboard',
      guidance: [
        'In Baserow, open your settings, Database tokens, and create a token for the workspace.',
        'Choose which tables it may read and change, and copy it.',
      ],
    },
  ],
});
