import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const common = {
  baseUrl: 'https://api.copper.com/developer_api',
  test: { kind: 'request', request: { url: '/v1/account' }, expect: { status: [200] } },
  account: { from: 'test', id: '$.id', label: '$.name', represents: 'workspace' },
  credentialUrl: 'https://app.copper.com',
} satisfies Partial<MethodDefinitionInput>;

export const copper = defineApp({
  id: 'copper',
  name: 'Copper',
  category: 'crm',
  description: 'Read and update people, companies and deals in Copper.',
  docsUrl: 'https://developer.copper.com',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['nango', 'trufflehog'],
    note: 'The test request was found in one source only. Not confirmed by two sources: OAuth 2.0.',
  },
  methods: [
    {
      ...common,
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [{ name: 'developer/v1/all', why: 'Reads and changes all records; Copper has no narrower scope.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://app.copper.com/oauth/authorize',
        tokenUrl: 'https://app.copper.com/oauth/token',
        refresh: { issued: 'never' },
      },
      guidance: [
        'Sign in to Copper with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'Ask Copper for an OAuth client with the redirect address shown here.',
        'Enter the client ID and client secret that you receive.',
      ],
    },
    {
      ...common,
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      inject: [
        { in: 'header', name: 'x-pw-accesstoken', value: '{api_key}' },
        { in: 'header', name: 'x-pw-useremail', value: '{user_email}' },
      ],
      staticHeaders: { 'x-pw-application': 'developer_api' },
      fields: [
        { key: 'user_email', label: 'User E-mail', help: 'Address of the user who made the key.', format: 'email' },
        { key: 'api_key', label: 'API key', secret: true },
      ],
      secretPattern: '^[a-f0-9]{32}$',
      credentialPlace: 'Settings, Integrations, API keys',
      guidance: [
        'In Copper, open Settings, Integrations, API keys, and generate a key.',
        'Copy it, and enter the e-mail of your Copper user beside it.',
      ],
    },
  ],
});
