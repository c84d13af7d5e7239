import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const common = {
  baseUrl: 'https://api.letsdeel.com',
  test: { kind: 'request', request: { url: '/rest/v2/contracts?limit=1' }, expect: { status: [200] } },
  credentialUrl: 'https://app.deel.com/developer-center',
} satisfies Partial<MethodDefinitionInput>;

export const deel = defineApp({
  id: 'deel',
  name: 'Deel',
  category: 'hr',
  description: 'Read contracts and people in Deel.',
  docsUrl: 'https://developer.deel.com',
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
      scopes: [{ name: 'contracts:read', why: 'Reads contracts.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://app.deel.com/oauth2/authorize',
        tokenUrl: 'https://app.deel.com/oauth2/tokens',
        clientAuth: 'basic',
        accessTokenTtlSeconds: 2_592_000,
        refresh: { issued: 'always', rotates: true, ttlSeconds: 7_776_000 },
      },
      account: { from: 'field', id: 'sha256({access_token})', represents: 'key' },
      guidance: [
        'Sign in to Deel with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In the developer center of Deel, create an app and add the redirect address shown here.',
        'Switch on the scopes listed here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
    {
      ...common,
      key: 'api-key',
      kind: 'api_key',
      label: 'API token',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'API token', secret: true }],
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The token works, but may not read contracts.',
        },
      ],
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      guidance: [
        'In Deel, open the developer center, Access tokens, and generate a token.',
        'Choose reading of contracts for the test, and what workflows need. Copy it; it is shown once.',
      ],
    },
  ],
});
