import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const common = {
  baseUrl: 'https://api.smartsheet.com',
  test: { kind: 'request', request: { url: '/2.0/users/me' }, expect: { status: [200] } },
  account: { from: 'test', id: '$.id', label: '$.email' },
  credentialUrl: 'https://app.smartsheet.com',
} satisfies Partial<MethodDefinitionInput>;

export const smartsheet = defineApp({
  id: 'smartsheet',
  name: 'Smartsheet',
  category: 'project-management',
  description: 'Read and update sheets in Smartsheet.',
  docsUrl: 'https://developers.smartsheet.com',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['grant', 'nango'],
    note: 'The test request is not confirmed by any source. Not confirmed by two sources: Access token.',
  },
  methods: [
    {
      ...common,
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [{ name: 'READ_SHEETS', why: 'Reads sheets; changes nothing.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://app.smartsheet.com/b/authorize',
        tokenUrl: 'https://api.smartsheet.com/2.0/token',
        accessTokenTtlSeconds: 604_799,
        refresh: { issued: 'always', rotates: true },
      },
      credentialPlace: 'Account, Developer tools',
      guidance: [
        'Sign in to Smartsheet with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In Smartsheet, under Account, Developer tools, create an app and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
    {
      ...common,
      key: 'api-key',
      kind: 'api_key',
      label: 'Access token',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'Access token', secret: true }],
      credentialPlace: 'Account, Personal settings, API access',
      guidance: [
        'In Smartsheet, choose your picture, Personal settings, API access.',
        'Generate an access token and copy it; it is shown once.',
      ],
    },
  ],
});
