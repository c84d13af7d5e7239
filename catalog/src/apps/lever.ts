import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const common = {
  baseUrl: 'https://api.lever.co',
  test: { kind: 'request', request: { url: '/v1/users?limit=1' }, expect: { status: [200] } },
} satisfies Partial<MethodDefinitionInput>;

export const lever = defineApp({
  id: 'lever',
  name: 'Lever',
  category: 'hr',
  description: 'Read candidates and postings in Lever.',
  docsUrl: 'https://hire.lever.co/developer/documentation',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['nango'],
    note: 'Address and place of the credential were found in one source only. The test request is not confirmed by any source.',
  },
  methods: [
    {
      ...common,
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [
        { name: 'users:read:admin', why: 'Reads users, which the connection test needs.' },
        { name: 'offline_access', why: 'Keeps the connection alive without asking you again.' },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://auth.lever.co/authorize',
        tokenUrl: 'https://auth.lever.co/oauth/token',
        authorizationParams: { audience: 'https://api.lever.co/v1/' },
        accessTokenTtlSeconds: 3600,
        refresh: { issued: 'with_scope', issuedWith: 'offline_access', rotates: true, ttlSeconds: 31_536_000 },
      },
      account: { from: 'test', id: '$.data[0].id', represents: 'workspace' },
      credentialPlace: 'Lever partner team, request for an OAuth client',
      guidance: [
        'Sign in to Lever with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'Ask Lever for an OAuth client with the redirect address shown here.',
        'Enter the client ID and client secret that you receive.',
      ],
    },
    {
      ...common,
      key: 'basic',
      kind: 'basic',
      label: 'API key',
      inject: [{ in: 'basic', username: '{api_key}', password: '' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The key works, but may not list users.',
        },
      ],
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://hire.lever.co/settings/integrations?tab=api',
      guidance: [
        'In Lever, open Settings, Integrations and API, API credentials, and generate a key.',
        'Allow listing of users for the test, and what workflows need. Copy it; it is shown once.',
      ],
    },
  ],
});
