import { defineApp } from '../app-definition/index.ts';

export const n8n = defineApp({
  id: 'n8n',
  name: 'n8n',
  category: 'automation',
  description: 'Read and start workflows of an n8n server.',
  docsUrl: 'https://docs.n8n.io/api/',
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
      baseUrl: '{base_url}/api',
      inject: [{ in: 'header', name: 'X-N8N-API-KEY', value: '{api_key}' }],
      fields: [
        {
          key: 'base_url',
          label: 'Server address',
          help: 'Address of n8n, with https://.',
          format: 'url',
          example: 'https://acme.app.n8n.cloud',
        },
        { key: 'api_key', label: 'API key', secret: true },
      ],
      test: { kind: 'request', request: { url: '/v1/workflows?limit=1' }, expect: { status: [200] } },
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The key works, but may not list workflows.',
        },
      ],
      account: { from: 'field', id: '{base_url}', label: '{base_url}', represents: 'server' },
      credentialUrl: '{base_url}/settings/api',
      guidance: [
        'In n8n, open Settings, n8n API, and create an API key.',
        'Choose only the scopes that workflows need, and listing of workflows for the test. Copy it; it is shown once.',
      ],
    },
  ],
});
