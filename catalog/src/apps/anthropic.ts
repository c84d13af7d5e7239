import { defineApp } from '../app-definition/index.ts';

export const anthropic = defineApp({
  id: 'anthropic',
  name: 'Anthropic',
  category: 'ai',
  description: 'Use Claude models through the Anthropic API.',
  docsUrl: 'https://docs.anthropic.com/en/api/overview',
  priority: true,
  facts: { confirmed: true, scope: 'login_and_test', sources: ['nango', 'trufflehog', 'web'] },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://api.anthropic.com',
      inject: [{ in: 'header', name: 'x-api-key', value: '{api_key}' }],
      staticHeaders: { 'anthropic-version': '2023-06-01' },
      fields: [{ key: 'api_key', label: 'API key', help: 'Begins with sk-ant-api.', secret: true }],
      secretPattern: '^sk-ant-(api|admin)[0-9]{2}-[A-Za-z0-9_-]{93}AA$',
      test: { kind: 'request', request: { url: '/v1/models?limit=1' }, expect: { status: [200] } },
      errors: [
        {
          when: { status: [529] },
          code: 'provider_error',
          part: 'api',
          outcome: 'undecided',
          meaning: 'Anthropic is overloaded at the moment.',
        },
        {
          when: { status: [400], at: '$.error.message', contains: ['credit balance'] },
          code: 'provider_error',
          part: 'permissions',
          meaning: 'The key works, but the account has no credit left.',
        },
      ],
      // There is no call that names the account; each reply carries its organization.
      account: { from: 'test', id: 'header anthropic-organization-id|sha256({api_key})', represents: 'workspace' },
      credentialUrl: 'https://console.anthropic.com/settings/keys',
      guidance: [
        'In the Anthropic console, open Settings, API keys, and choose Create key.',
        'Choose the workspace whose limits and costs shall apply.',
        'Copy the key; it is shown once. A subscription of the Claude app is not enough, the API is paid separately.',
      ],
      troubleshooting: [
        {
          symptom: 'Authorization rejected although the key is right.',
          fix: 'An admin key (sk-ant-admin...) manages the organization and cannot call models. Create an ordinary key.',
        },
      ],
    },
  ],
});
