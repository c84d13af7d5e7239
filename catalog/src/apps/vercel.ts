import { defineApp } from '../app-definition/index.ts';

export const vercel = defineApp({
  id: 'vercel',
  name: 'Vercel',
  category: 'developer-tools',
  description: 'Manage projects and deployments on Vercel.',
  docsUrl: 'https://vercel.com/docs/rest-api',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['nango', 'trufflehog'],
    note: 'The test request was found in one source only.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'Access token',
      baseUrl: 'https://api.vercel.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'Access token', secret: true }],
      secretPattern: '^vcp_[A-Za-z0-9]+$',
      test: {
        kind: 'request',
        request: { url: '/v2/user' },
        expect: { status: [200] },
        invalid: [{ status: [401] }, { status: [403], at: '$.error.invalidToken', equals: [true] }],
      },
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The token works, but its scope does not include this.',
        },
      ],
      account: { from: 'test', id: '$.user.id', label: '$.user.email' },
      credentialUrl: 'https://vercel.com/account/settings/tokens',
      guidance: [
        'In Vercel, open Account settings, Tokens, and create a token.',
        'Choose the team and an end date, and copy it; it is shown once.',
      ],
    },
  ],
});
