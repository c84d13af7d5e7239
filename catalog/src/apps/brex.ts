import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const common = {
  baseUrl: 'https://platform.brexapis.com',
  test: { kind: 'request', request: { url: '/v2/users/me' }, expect: { status: [200] } },
  account: { from: 'test', id: '$.id', label: '$.email' },
} satisfies Partial<MethodDefinitionInput>;

export const brex = defineApp({
  id: 'brex',
  name: 'Brex',
  category: 'finance',
  description: 'Read cards, expenses and accounts in Brex.',
  docsUrl: 'https://developer.brex.com',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['nango'],
    note: 'Address and place of the credential were found in one source only. The test request is not confirmed by any source.',
  },
  methods: [
    {
      ...common,
      key: 'api-key',
      kind: 'api_key',
      label: 'User token',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'User token', help: 'Begins with bxt_.', secret: true }],
      secretPattern: '^bxt_[a-zA-Z0-9]+$',
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The token works, but lacks a scope.',
        },
      ],
      credentialUrl: 'https://dashboard.brex.com/settings/developer',
      guidance: [
        'In Brex, open Settings, Developer, and create a token.',
        'Choose only the scopes that workflows need, and reading of users for the test. Copy it; it is shown once.',
      ],
    },
    {
      ...common,
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [
        { name: 'openid', why: 'Tells which account was connected.' },
        { name: 'offline_access', why: 'Keeps the connection alive without asking you again.' },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://accounts-api.brex.com/oauth2/default/v1/authorize',
        tokenUrl: 'https://accounts-api.brex.com/oauth2/default/v1/token',
        accessTokenTtlSeconds: 3600,
        refresh: { issued: 'with_scope', issuedWith: 'offline_access' },
      },
      credentialUrl: 'https://developer.brex.com',
      guidance: [
        'Sign in to Brex with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'With the partner team of Brex, create an OAuth client and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
