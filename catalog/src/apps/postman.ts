import { defineApp } from '../app-definition/index.ts';

export const postman = defineApp({
  id: 'postman',
  name: 'Postman',
  category: 'developer-tools',
  description: 'Read collections and environments in Postman.',
  docsUrl: 'https://learning.postman.com/docs/developer/postman-api/intro-api/',
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
      label: 'API key',
      baseUrl: 'https://api.getpostman.com',
      inject: [{ in: 'header', name: 'X-Api-Key', value: '{api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', help: 'Begins with PMAK-.', secret: true }],
      secretPattern: '^PMAK-[a-fA-F0-9]{24}-[a-fA-F0-9]{34}$',
      test: { kind: 'request', request: { url: '/me' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.user.id', label: '$.user.email' },
      credentialUrl: 'https://go.postman.co/settings/me/api-keys',
      guidance: ['In Postman, open Account settings, API keys, and generate a key.', 'Copy it; it is shown once.'],
    },
  ],
});
