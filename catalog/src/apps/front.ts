import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const common = {
  baseUrl: 'https://api2.frontapp.com',
  test: { kind: 'request', request: { url: '/me' }, expect: { status: [200] } },
  account: { from: 'test', id: '$.id', label: '$.name', represents: 'workspace' },
  credentialUrl: 'https://app.frontapp.com/settings/developers',
} satisfies Partial<MethodDefinitionInput>;

export const front = defineApp({
  id: 'front',
  name: 'Front',
  category: 'customer-support',
  description: 'Read and answer conversations in Front.',
  docsUrl: 'https://dev.frontapp.com',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['nango', 'trufflehog'],
    note: 'The test request was found in one source only. Not confirmed by two sources: OAuth 2.0.',
  },
  methods: [
    {
      ...common,
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://app.frontapp.com/oauth/authorize',
        tokenUrl: 'https://app.frontapp.com/oauth/token',
        clientAuth: 'basic',
        scopeParam: null,
        accessTokenTtlSeconds: 3600,
        refresh: { issued: 'always', rotates: false, ttlSeconds: 15_552_000 },
      },
      guidance: [
        'Sign in to Front with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In Front, under Settings, Developers, create an app with OAuth and add the redirect address shown here.',
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
      guidance: [
        'In Front, open Settings, Developers, API tokens, and create a token.',
        'Choose only the scopes that workflows need, and copy it.',
      ],
    },
  ],
});
