import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const common = {
  baseUrl: 'https://api.todoist.com',
  test: { kind: 'request', request: { url: '/api/v1/user' }, expect: { status: [200] } },
  account: { from: 'test', id: '$.id', label: '$.email' },
} satisfies Partial<MethodDefinitionInput>;

export const todoist = defineApp({
  id: 'todoist',
  name: 'Todoist',
  category: 'productivity',
  description: 'Read and add tasks in Todoist.',
  docsUrl: 'https://developer.todoist.com',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['automatisch', 'grant', 'nango'],
    note: 'The test request is not confirmed by any source.',
  },
  methods: [
    {
      ...common,
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [{ name: 'data:read', why: 'Reads tasks and projects; changes nothing.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://todoist.com/oauth/authorize',
        tokenUrl: 'https://todoist.com/oauth/access_token',
        scopeSeparator: ',',
        refresh: { issued: 'never' },
        accessTokenTtlSeconds: null,
      },
      credentialUrl: 'https://app.todoist.com/app/settings/integrations/app-management',
      guidance: [
        'Sign in to Todoist with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In the app management of Todoist, create an app and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
    {
      ...common,
      key: 'api-key',
      kind: 'api_key',
      label: 'API token',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'API token', secret: true }],
      secretPattern: '^[0-9a-f]{40}$',
      credentialUrl: 'https://app.todoist.com/app/settings/integrations/developer',
      guidance: ['In Todoist, open Settings, Integrations, Developer.', 'Copy the API token.'],
    },
  ],
});
