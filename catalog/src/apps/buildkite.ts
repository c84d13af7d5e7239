import { defineApp } from '../app-definition/index.ts';

export const buildkite = defineApp({
  id: 'buildkite',
  name: 'Buildkite',
  category: 'developer-tools',
  description: 'Read and start builds in Buildkite.',
  docsUrl: 'https://buildkite.com/docs/apis/rest-api',
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
      label: 'API access token',
      baseUrl: 'https://api.buildkite.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'API access token', help: 'Begins with bkua_.', secret: true }],
      secretPattern: '^bkua_[a-z0-9]{40}$',
      test: { kind: 'request', request: { url: '/v2/access-token' }, expect: { status: [200] } },
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The token works, but lacks a scope.',
        },
      ],
      account: { from: 'test', id: '$.uuid', label: '$.uuid', represents: 'key' },
      credentialUrl: 'https://buildkite.com/user/api-access-tokens',
      guidance: [
        'In Buildkite, open Personal settings, API access tokens, and create a token.',
        'Choose the organization and only the scopes that workflows need.',
        'Copy it; it is shown once.',
      ],
    },
  ],
});
