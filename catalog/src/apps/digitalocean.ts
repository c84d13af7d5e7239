import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const common = {
  baseUrl: 'https://api.digitalocean.com',
  test: { kind: 'request', request: { url: '/v2/account' }, expect: { status: [200] } },
  account: { from: 'test', id: '$.account.uuid', label: '$.account.email', represents: 'workspace' },
} satisfies Partial<MethodDefinitionInput>;

export const digitalocean = defineApp({
  id: 'digitalocean',
  name: 'DigitalOcean',
  category: 'developer-tools',
  description: 'Manage droplets, databases and domains at DigitalOcean.',
  docsUrl: 'https://docs.digitalocean.com/reference/api/',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['grant', 'nango'],
    note: 'The test request was found in one source only. Not confirmed by two sources: Personal access token.',
  },
  methods: [
    {
      ...common,
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [{ name: 'read', why: 'Reads the account and its resources; changes nothing.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://cloud.digitalocean.com/v1/oauth/authorize',
        tokenUrl: 'https://cloud.digitalocean.com/v1/oauth/token',
        accessTokenTtlSeconds: 2_592_000,
        refresh: { issued: 'always', rotates: true },
        revocation: {
          url: 'https://cloud.digitalocean.com/v1/oauth/revoke',
          clientAuth: 'none',
          send: 'bearer',
          token: 'access_token',
        },
      },
      permissionTest: { kind: 'scopes', of: 'token', path: '$.scope' },
      credentialUrl: 'https://cloud.digitalocean.com/account/api/applications',
      guidance: [
        'Sign in to DigitalOcean with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In DigitalOcean, under API, OAuth applications, create an application and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
    {
      ...common,
      key: 'api-key',
      kind: 'api_key',
      label: 'Personal access token',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'Personal access token', help: 'Begins with do.', secret: true }],
      secretPattern: '^do[opr]_v1_[a-f0-9]{64}$',
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The token works, but lacks the scope account:read.',
        },
      ],
      credentialUrl: 'https://cloud.digitalocean.com/account/api/tokens',
      guidance: [
        'In DigitalOcean, open API, Tokens, and generate a personal access token.',
        'Choose custom scopes: account:read for the test, and what workflows need.',
        'Copy it; it is shown once.',
      ],
    },
  ],
});
