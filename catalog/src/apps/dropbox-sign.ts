import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const common = {
  baseUrl: 'https://api.hellosign.com',
  test: { kind: 'request', request: { url: '/v3/account' }, expect: { status: [200] } },
  account: { from: 'test', id: '$.account.account_id', label: '$.account.email_address' },
  credentialUrl: 'https://app.hellosign.com/home/myAccount#api',
} satisfies Partial<MethodDefinitionInput>;

export const dropboxSign = defineApp({
  id: 'dropbox-sign',
  name: 'Dropbox Sign',
  category: 'documents',
  description: 'Send documents for signature with Dropbox Sign.',
  docsUrl: 'https://developers.hellosign.com',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['trufflehog', 'nango'],
    note: 'The sources do not cover the same parts, so nothing was found twice.',
  },
  methods: [
    {
      ...common,
      key: 'basic',
      kind: 'basic',
      label: 'API key',
      inject: [{ in: 'basic', username: '{api_key}', password: '' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      guidance: ['In Dropbox Sign, open Settings, API, and generate a key.', 'Copy it.'],
    },
    {
      ...common,
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [{ name: 'basic_account_info', why: 'Tells which account was connected.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://app.hellosign.com/oauth/authorize',
        tokenUrl: 'https://app.hellosign.com/oauth/token',
        refreshUrl: 'https://app.hellosign.com/oauth/token?refresh',
        accessTokenTtlSeconds: 86_400,
        refresh: { issued: 'always' },
      },
      guidance: [
        'Sign in to Dropbox Sign with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In Dropbox Sign, under Settings, API, create an API app with OAuth and add the redirect address shown here.',
        'Switch on the scopes listed here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
