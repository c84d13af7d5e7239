import { defineApp } from '../app-definition/index.ts';

export const circleci = defineApp({
  id: 'circleci',
  name: 'CircleCI',
  category: 'developer-tools',
  description: 'Read and start pipelines in CircleCI.',
  docsUrl: 'https://circleci.com/docs/api/v2/',
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
      label: 'Personal API token',
      baseUrl: 'https://circleci.com',
      inject: [{ in: 'header', name: 'Circle-Token', value: '{api_key}' }],
      fields: [{ key: 'api_key', label: 'Personal API token', secret: true }],
      secretPattern: '^(CCIPAT_[A-Za-z0-9]{22}_[0-9a-fA-F]{40}|[0-9a-f]{40})$',
      test: { kind: 'request', request: { url: '/api/v2/me' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.id', label: '$.login' },
      credentialUrl: 'https://app.circleci.com/settings/user/tokens',
      guidance: [
        'In CircleCI, open User settings, Personal API tokens, and create a token.',
        'Copy it; it is shown once. Project tokens do not work here.',
      ],
    },
  ],
});
