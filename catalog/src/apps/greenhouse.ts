import { defineApp } from '../app-definition/index.ts';

export const greenhouse = defineApp({
  id: 'greenhouse',
  name: 'Greenhouse',
  category: 'hr',
  description: 'Read candidates, jobs and applications in Greenhouse.',
  docsUrl: 'https://developers.greenhouse.io/harvest.html',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['nango'],
    note: 'Address and place of the credential were found in one source only. The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'basic',
      kind: 'basic',
      label: 'Harvest API key',
      baseUrl: 'https://harvest.greenhouse.io',
      inject: [{ in: 'basic', username: '{api_key}', password: '' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      test: {
        kind: 'request',
        request: { url: '/v1/users?per_page=1' },
        expect: { status: [200] },
        invalid: [{ status: [401] }],
      },
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The key works, but may not list users. Allow it in Greenhouse.',
        },
      ],
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://app.greenhouse.io/configure/dev_center/credentials',
      guidance: [
        'In Greenhouse, open Configure, Dev center, API credentials, and create a Harvest API key.',
        'Allow listing of users for the test, and what workflows need. Copy it; it is shown once.',
      ],
    },
  ],
});
