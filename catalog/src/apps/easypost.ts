import { defineApp } from '../app-definition/index.ts';

export const easypost = defineApp({
  id: 'easypost',
  name: 'EasyPost',
  category: 'e-commerce',
  description: 'Buy shipping labels and track parcels with EasyPost.',
  docsUrl: 'https://docs.easypost.com',
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
      label: 'API key',
      baseUrl: 'https://api.easypost.com',
      inject: [{ in: 'basic', username: '{api_key}', password: '' }],
      fields: [{ key: 'api_key', label: 'API key', help: 'Begins with EZ.', secret: true }],
      test: { kind: 'request', request: { url: '/v2/users' }, expect: { status: [200] } },
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'It is a test key: it works, but may not read the account.',
        },
      ],
      account: { from: 'test', id: '$.id', label: '$.email' },
      credentialUrl: 'https://www.easypost.com/account/api-keys',
      guidance: [
        'In EasyPost, open Account settings, API keys.',
        'Copy the production key. With a test key the account cannot be read.',
      ],
    },
  ],
});
