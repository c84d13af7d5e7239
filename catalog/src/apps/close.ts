import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const common = {
  baseUrl: 'https://api.close.com/api',
  test: { kind: 'request', request: { url: '/v1/me/' }, expect: { status: [200] } },
  account: { from: 'test', id: '$.id', label: '$.email' },
} satisfies Partial<MethodDefinitionInput>;

export const close = defineApp({
  id: 'close',
  name: 'Close',
  category: 'crm',
  description: 'Read and update leads and activities in Close.',
  docsUrl: 'https://developer.close.com',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['nango', 'trufflehog'],
    note: 'The sources do not cover the same parts, so nothing was found twice.',
  },
  methods: [
    {
      ...common,
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [{ name: 'offline_access', why: 'Keeps the connection alive without asking you again.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://app.close.com/oauth2/authorize',
        tokenUrl: 'https://api.close.com/oauth2/token/',
        accessTokenTtlSeconds: 3600,
        refresh: { issued: 'with_scope', issuedWith: 'offline_access', rotates: true },
        revocation: { url: 'https://api.close.com/oauth2/revoke/', clientAuth: 'body' },
      },
      credentialUrl: 'https://app.close.com/settings/developer/',
      guidance: [
        'Sign in to Close with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In Close, under Settings, Developer, OAuth apps, create an app and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
    {
      ...common,
      key: 'basic',
      kind: 'basic',
      label: 'API key',
      inject: [{ in: 'basic', username: '{api_key}', password: '' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      credentialUrl: 'https://app.close.com/settings/developer/api-keys/',
      guidance: ['In Close, open Settings, Developer, API keys, and create a key.', 'Copy it; it is shown once.'],
    },
  ],
});
