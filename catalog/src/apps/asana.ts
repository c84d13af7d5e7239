import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const common = {
  baseUrl: 'https://app.asana.com',
  test: { kind: 'request', request: { url: '/api/1.0/users/me' }, expect: { status: [200] } },
  account: { from: 'test', id: '$.data.gid', label: '$.data.email' },
  credentialUrl: 'https://app.asana.com/0/my-apps',
} satisfies Partial<MethodDefinitionInput>;

export const asana = defineApp({
  id: 'asana',
  name: 'Asana',
  category: 'project-management',
  description: 'Read and update tasks and projects in Asana.',
  docsUrl: 'https://developers.asana.com/docs/overview',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['automatisch', 'grant', 'nango'],
    note: 'The test request was found in one source only.',
  },
  methods: [
    {
      ...common,
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [
        { name: 'users:read', why: 'Tells which Asana account was connected.' },
        { name: 'tasks:read', why: 'Reads tasks.' },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://app.asana.com/-/oauth_authorize',
        tokenUrl: 'https://app.asana.com/-/oauth_token',
        pkce: 'supported',
        accessTokenTtlSeconds: 3600,
        refresh: { issued: 'always', rotates: false },
        revocation: { url: 'https://app.asana.com/-/oauth_revoke', clientAuth: 'body' },
      },
      permissionTest: { kind: 'scopes', of: 'token', path: '$.scope' },
      guidance: [
        'Sign in to Asana with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In the Asana developer console, create an app and add the redirect address shown here.',
        'Under OAuth, add the scopes listed here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
    {
      ...common,
      key: 'personal-access-token',
      kind: 'api_key',
      label: 'Personal access token',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'Personal access token', secret: true }],
      guidance: [
        'In the Asana developer console, create a personal access token.',
        'Copy it; it is shown once. It can do everything its user can do.',
      ],
    },
  ],
});
