import { defineApp } from '../app-definition/index.ts';

export const clerk = defineApp({
  id: 'clerk',
  name: 'Clerk',
  category: 'security-identity',
  description: 'Manage users and sessions of a Clerk application.',
  docsUrl: 'https://clerk.com/docs/reference/backend-api',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['nango'],
    note: 'Address and place of the credential were found in one source only.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'Secret key',
      baseUrl: 'https://api.clerk.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'Secret key', help: 'Begins with sk_.', secret: true }],
      secretPattern: '^sk_(test|live)_[a-zA-Z0-9]+$',
      test: { kind: 'request', request: { url: '/v1/jwks' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.keys[0].kid', represents: 'workspace' },
      credentialUrl: 'https://dashboard.clerk.com/last-active?path=api-keys',
      guidance: [
        'In the Clerk dashboard, choose the application and its environment, then API keys.',
        'Copy the secret key, not the publishable one.',
      ],
    },
  ],
});
