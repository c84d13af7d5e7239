import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const common = {
  baseUrl: 'https://api.monday.com',
  test: {
    kind: 'request',
    request: {
      method: 'POST',
      url: '/v2',
      body: { format: 'json', value: { query: '{ me { id email account { id name slug } } }' } },
    },
    expect: { status: [200], at: '$.data.me.id', present: true },
    invalid: [
      { status: [401] },
      { at: '$.errors[0].extensions.code', equals: ['USER_UNAUTHORIZED_EXCEPTION'] },
      { at: '$.errors[0]', equals: ['Not Authenticated'] },
    ],
  },
  errors: [
    {
      when: { at: '$.errors[0].extensions.code', equals: ['UserUnauthorizedException', 'UNAUTHORIZED_SCOPE'] },
      code: 'missing_scope',
      part: 'permissions',
      meaning: 'The token works, but may not do this.',
    },
  ],
  account: {
    from: 'test',
    id: '$.data.me.account.id#$.data.me.id',
    label: '$.data.me.account.name',
    represents: 'workspace',
  },
} satisfies Partial<MethodDefinitionInput>;

export const monday = defineApp({
  id: 'monday',
  name: 'monday.com',
  category: 'project-management',
  description: 'Read and update boards in monday.com.',
  docsUrl: 'https://developer.monday.com/api-reference/',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['n8n', 'nango'],
    note: 'The test request is not confirmed by any source.',
  },
  methods: [
    {
      ...common,
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [
        { name: 'me:read', why: 'Tells which monday.com account was connected.' },
        { name: 'boards:read', why: 'Reads boards; changes nothing.' },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://auth.monday.com/oauth2/authorize',
        tokenUrl: 'https://auth.monday.com/oauth2/token',
        refresh: { issued: 'never' },
        accessTokenTtlSeconds: null,
      },
      permissionTest: { kind: 'scopes', of: 'token', path: '$.scope' },
      credentialUrl: 'https://monday.com/developers/apps',
      guidance: [
        'Sign in to monday.com with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In the developer center of monday.com, create an app and add the redirect address shown here.',
        'Switch on the scopes listed here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
    {
      ...common,
      key: 'api-key',
      kind: 'api_key',
      label: 'API token',
      inject: [{ in: 'header', name: 'Authorization', value: '{api_key}' }],
      fields: [{ key: 'api_key', label: 'API token', secret: true }],
      credentialPlace: 'Profile picture, Developers, API token',
      guidance: [
        'In monday.com, choose your picture, Developers, and open API token.',
        'Copy the token. It can do everything its user can do.',
      ],
    },
  ],
});
