import { defineApp } from '../app-definition/index.ts';

export const statuspage = defineApp({
  id: 'statuspage',
  name: 'Atlassian Statuspage',
  category: 'developer-tools',
  description: 'Read and update status pages of Atlassian Statuspage.',
  docsUrl: 'https://developer.statuspage.io',
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
      label: 'API key',
      baseUrl: 'https://api.statuspage.io',
      inject: [{ in: 'header', name: 'Authorization', value: 'OAuth {api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      test: { kind: 'request', request: { url: '/v1/pages' }, expect: { status: [200] } },
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://manage.statuspage.io',
      credentialPlace: 'Profile picture, API info',
      guidance: ['In Statuspage, choose your picture, API info, and create a key.', 'Copy it; it is shown once.'],
    },
  ],
});
