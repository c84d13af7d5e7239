import { defineApp } from '../app-definition/index.ts';

export const launchdarkly = defineApp({
  id: 'launchdarkly',
  name: 'LaunchDarkly',
  category: 'developer-tools',
  description: 'Read and switch feature flags in LaunchDarkly.',
  docsUrl: 'https://launchdarkly.com/docs/api',
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
      label: 'Access token',
      baseUrl: 'https://app.launchdarkly.com',
      inject: [{ in: 'header', name: 'Authorization', value: '{api_key}' }],
      fields: [{ key: 'api_key', label: 'Access token', secret: true }],
      test: { kind: 'request', request: { url: '/api/v2/caller-identity' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.accountId#$.tokenId|$.accountId', label: '$.tokenName', represents: 'workspace' },
      credentialUrl: 'https://app.launchdarkly.com/settings/authorization',
      guidance: [
        'In LaunchDarkly, open Settings, Authorization, and create an access token.',
        'Give it the role Reader unless workflows switch flags. Copy it; it is shown once.',
      ],
    },
  ],
});
