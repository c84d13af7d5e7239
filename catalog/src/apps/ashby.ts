import { defineApp } from '../app-definition/index.ts';

export const ashby = defineApp({
  id: 'ashby',
  name: 'Ashby',
  category: 'hr',
  description: 'Read candidates, jobs and applications in Ashby.',
  docsUrl: 'https://developers.ashbyhq.com',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['nango'],
    note: 'Address and place of the credential were found in one source only.',
  },
  methods: [
    {
      key: 'basic',
      kind: 'basic',
      label: 'API key',
      baseUrl: 'https://api.ashbyhq.com',
      inject: [{ in: 'basic', username: '{api_key}', password: '' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      test: {
        kind: 'request',
        request: { method: 'POST', url: '/apiKey.info', body: { format: 'json', value: {} } },
        expect: { status: [200], at: '$.success', equals: [true] },
        invalid: [{ status: [401] }, { at: '$.errors[0]', equals: ['invalid_api_key'] }],
      },
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The key works, but lacks a permission. Change its permissions in Ashby.',
        },
      ],
      account: { from: 'test', id: '$.results.title', label: '$.results.title', represents: 'key' },
      credentialUrl: 'https://app.ashbyhq.com/admin/api/keys',
      guidance: [
        'In Ashby, open Admin, Integrations, API keys, and create a key.',
        'Give it the permissions that workflows need, and reading of API keys for the test.',
      ],
    },
  ],
});
