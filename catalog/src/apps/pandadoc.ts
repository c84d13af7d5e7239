import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const common = {
  baseUrl: 'https://api.pandadoc.com',
  test: { kind: 'request', request: { url: '/public/v1/members/current' }, expect: { status: [200] } },
  account: { from: 'test', id: '$.membership_id', label: '$.email' },
} satisfies Partial<MethodDefinitionInput>;

export const pandadoc = defineApp({
  id: 'pandadoc',
  name: 'PandaDoc',
  category: 'documents',
  description: 'Create and send documents with PandaDoc.',
  docsUrl: 'https://developers.pandadoc.com/reference/about',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['nango', 'trufflehog'],
    note: 'The test request was found in one source only. Not confirmed by two sources: OAuth 2.0.',
  },
  methods: [
    {
      ...common,
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      inject: [{ in: 'header', name: 'Authorization', value: 'API-Key {api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      credentialUrl: 'https://app.pandadoc.com/a/#/settings/api-dashboard/configuration',
      guidance: [
        'In PandaDoc, open Settings, API and integrations, and generate a key.',
        'Copy it. Sandbox and production have different keys.',
      ],
    },
    {
      ...common,
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [{ name: 'read', why: 'Reads documents and templates; changes nothing.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://app.pandadoc.com/oauth2/authorize',
        tokenUrl: 'https://api.pandadoc.com/oauth2/access_token',
        accessTokenTtlSeconds: 31_535_999,
        refresh: { issued: 'always' },
      },
      credentialUrl: 'https://developers.pandadoc.com',
      guidance: [
        'Sign in to PandaDoc with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In the developer dashboard of PandaDoc, create an application and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
