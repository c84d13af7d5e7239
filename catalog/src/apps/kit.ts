import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const common = {
  baseUrl: 'https://api.kit.com',
  test: { kind: 'request', request: { url: '/v4/account' }, expect: { status: [200] } },
  account: { from: 'test', id: '$.account.id', label: '$.account.primary_email_address', represents: 'workspace' },
  credentialUrl: 'https://app.kit.com/account_settings/developer_settings',
} satisfies Partial<MethodDefinitionInput>;

export const kit = defineApp({
  id: 'kit',
  name: 'Kit (ConvertKit)',
  category: 'marketing',
  description: 'Manage subscribers and broadcasts in Kit.',
  docsUrl: 'https://developers.kit.com',
  facts: { confirmed: false, scope: 'none', sources: [], note: 'Nothing of this was confirmed by a source.' },
  methods: [
    {
      ...common,
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      inject: [{ in: 'header', name: 'X-Kit-Api-Key', value: '{api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      guidance: [
        'In Kit, open Settings, Developer, and add a key for the fourth version of the API.',
        'Copy it; it is shown once.',
      ],
    },
    {
      ...common,
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [{ name: 'public', why: 'Reads and changes subscribers and broadcasts; Kit has no narrower scope.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://api.kit.com/v4/oauth/authorize',
        tokenUrl: 'https://api.kit.com/v4/oauth/token',
        pkce: 'supported',
        refresh: { issued: 'always' },
      },
      guidance: [
        'Sign in to Kit (ConvertKit) with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In Kit, under Settings, Developer, create an app and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
