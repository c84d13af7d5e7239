import { defineApp } from '../app-definition/index.ts';

export const incidentIo = defineApp({
  id: 'incident-io',
  name: 'incident.io',
  category: 'developer-tools',
  description: 'Read and update incidents in incident.io.',
  docsUrl: 'https://api-docs.incident.io',
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
      baseUrl: 'https://api.incident.io',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', help: 'Begins with inc_.', secret: true }],
      secretPattern: 'inc_[a-f0-9]{64}$',
      test: { kind: 'request', request: { url: '/v1/identity' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.identity.name', label: '$.identity.name', represents: 'key' },
      credentialUrl: 'https://app.incident.io/settings/api-keys',
      guidance: [
        'In incident.io, open Settings, API keys, and add a key.',
        'Tick only what workflows need, and copy it; it is shown once.',
      ],
    },
  ],
});
