import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const common = {
  baseUrl: 'https://api.clickup.com',
  test: {
    kind: 'request',
    request: { url: '/api/v2/user' },
    expect: { status: [200] },
    invalid: [{ status: [401] }, { at: '$.ECODE', equals: ['OAUTH_025', 'OAUTH_019'] }],
  },
  account: { from: 'test', id: '$.user.id', label: '$.user.email' },
  credentialUrl: 'https://app.clickup.com/settings/apps',
} satisfies Partial<MethodDefinitionInput>;

export const clickup = defineApp({
  id: 'clickup',
  name: 'ClickUp',
  category: 'project-management',
  description: 'Read and update tasks in ClickUp.',
  docsUrl: 'https://developer.clickup.com',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['n8n', 'nango'],
    note: 'The test request was found in one source only.',
  },
  methods: [
    {
      ...common,
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://app.clickup.com/api',
        tokenUrl: 'https://api.clickup.com/api/v2/oauth/token',
        scopeParam: null,
        refresh: { issued: 'never' },
        accessTokenTtlSeconds: null,
      },
      guidance: ['Sign in to ClickUp and choose the workspaces that workflows may use.', 'Choose Connect workspace.'],
      clientGuidance: [
        'In ClickUp, under Settings, Apps, create an app and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
    {
      ...common,
      key: 'api-key',
      kind: 'api_key',
      label: 'Personal token',
      inject: [{ in: 'header', name: 'Authorization', value: '{api_key}' }],
      fields: [{ key: 'api_key', label: 'Personal token', help: 'Begins with pk_.', secret: true }],
      secretPattern: '^pk_[0-9]+_[A-Z0-9]{32}$',
      guidance: [
        'In ClickUp, choose your picture, Settings, Apps, and generate an API token.',
        'Copy it. It can do everything its user can do.',
      ],
    },
  ],
});
