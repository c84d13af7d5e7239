import { defineApp } from '../app-definition/index.ts';

export const tailscale = defineApp({
  id: 'tailscale',
  name: 'Tailscale',
  category: 'developer-tools',
  description: 'Manage devices and keys of a Tailscale network.',
  docsUrl: 'https://tailscale.com/api',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['nango', 'trufflehog'],
    note: 'The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API access token',
      baseUrl: 'https://api.tailscale.com/api',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'API access token', help: 'Begins with tskey-api-.', secret: true }],
      secretPattern: '^tskey-api-[A-Za-z0-9]+CNTRL-[A-Za-z0-9]+$',
      test: { kind: 'request', request: { url: '/v2/tailnet/-/users' }, expect: { status: [200] } },
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The token works, but may not list users.',
        },
      ],
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://login.tailscale.com/admin/settings/keys',
      guidance: [
        'As an administrator of Tailscale, open Settings, Keys, and generate an API access token.',
        'Copy it; it is shown once.',
      ],
      troubleshooting: [
        {
          symptom: 'Authorization rejected after some weeks.',
          fix: 'Tokens live for 90 days at most. Generate a new one.',
        },
      ],
      maxLifetimeDays: 90,
    },
  ],
});
