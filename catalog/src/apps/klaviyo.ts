import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const common = {
  baseUrl: 'https://a.klaviyo.com',
  staticHeaders: { revision: '2024-07-15' },
  test: { kind: 'request', request: { url: '/api/accounts' }, expect: { status: [200] } },
  account: {
    from: 'test',
    id: '$.data[0].id',
    label: '$.data[0].attributes.contact_information.organization_name',
    represents: 'workspace',
  },
} satisfies Partial<MethodDefinitionInput>;

export const klaviyo = defineApp({
  id: 'klaviyo',
  name: 'Klaviyo',
  category: 'marketing',
  description: 'Manage profiles, lists and campaigns in Klaviyo.',
  docsUrl: 'https://developers.klaviyo.com',
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
      label: 'Private API key',
      inject: [{ in: 'header', name: 'Authorization', value: 'Klaviyo-API-Key {api_key}' }],
      fields: [{ key: 'api_key', label: 'Private API key', help: 'Begins with pk_.', secret: true }],
      secretPattern: '^pk_([0-9a-f]{34}|[A-Za-z0-9]{6}_[0-9a-f]{34})$',
      scopes: [{ name: 'accounts:read', why: 'Tells which Klaviyo account it is.', required: false }],
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The key works, but lacks a scope.',
        },
      ],
      credentialUrl: 'https://www.klaviyo.com/settings/account/api-keys',
      guidance: [
        'In Klaviyo, open Settings, API keys, and create a private API key.',
        'Choose custom access: reading of accounts for the test, and what workflows need.',
        'Copy it; it is shown once.',
      ],
    },
    {
      ...common,
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [{ name: 'accounts:read', why: 'Tells which Klaviyo account was connected.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://www.klaviyo.com/oauth/authorize',
        tokenUrl: 'https://a.klaviyo.com/oauth/token',
        clientAuth: 'basic',
        pkce: 'required',
        accessTokenTtlSeconds: 3600,
        refresh: { issued: 'always', rotates: false, idleTtlSeconds: 7_776_000 },
        revocation: { url: 'https://a.klaviyo.com/oauth/revoke', clientAuth: 'basic' },
      },
      permissionTest: { kind: 'scopes', of: 'token', path: '$.scope', whenAbsent: 'ok' },
      credentialUrl: 'https://www.klaviyo.com/manage-apps',
      guidance: [
        'Sign in to Klaviyo with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In Klaviyo, under Integrations, Manage apps, create an app and add the redirect address shown here.',
        'Switch on the scopes listed here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
