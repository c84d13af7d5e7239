import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const common = {
  baseUrl: 'https://api.squarespace.com',
  test: { kind: 'request', request: { url: '/1.0/authorization/website' }, expect: { status: [200] } },
  account: { from: 'test', id: '$.id', label: '$.title', represents: 'workspace' },
} satisfies Partial<MethodDefinitionInput>;

export const squarespace = defineApp({
  id: 'squarespace',
  name: 'Squarespace',
  category: 'e-commerce',
  description: 'Read orders and products of a Squarespace site.',
  docsUrl: 'https://developers.squarespace.com',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['trufflehog', 'nango'],
    note: 'The sources do not cover the same parts, so nothing was found twice. The test request is not confirmed by any source.',
  },
  methods: [
    {
      ...common,
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The key works, but lacks a permission.',
        },
      ],
      credentialUrl: 'https://account.squarespace.com',
      credentialPlace: 'Settings, Developer tools, Developer API keys',
      guidance: [
        'In Squarespace, open Settings, Developer tools, Developer API keys, and generate a key.',
        'Choose only the permissions that workflows need, and copy it; it is shown once.',
      ],
    },
    {
      ...common,
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [{ name: 'website.orders.read', why: 'Reads orders; changes nothing.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://login.squarespace.com/api/1/login/oauth/provider/authorize',
        tokenUrl: 'https://login.squarespace.com/api/1/login/oauth/provider/tokens',
        tokenRequestFormat: 'json',
        clientAuth: 'basic',
        scopeSeparator: ',',
        authorizationParams: { access_type: 'offline' },
        accessTokenTtlSeconds: 1800,
        refresh: { issued: 'with_param', issuedWith: 'access_type=offline', rotates: true, ttlSeconds: 604_800 },
      },
      credentialUrl: 'https://developers.squarespace.com/oauth',
      credentialPlace: 'Squarespace, form for OAuth clients',
      guidance: [
        'Sign in to Squarespace with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'Ask Squarespace for an OAuth client with the redirect address shown here.',
        'Enter the client ID and client secret that you receive.',
      ],
    },
  ],
});
