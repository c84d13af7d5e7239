import { defineApp } from '../app-definition/index.ts';

export const figma = defineApp({
  id: 'figma',
  name: 'Figma',
  category: 'design',
  description: 'Read files, comments and components in Figma.',
  docsUrl: 'https://www.figma.com/developers/api',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['nango', 'trufflehog'],
    note: 'The sources do not cover the same parts, so nothing was found twice.',
  },
  methods: [
    {
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: 'https://api.figma.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [{ name: 'current_user:read', why: 'Tells which Figma account was connected.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://www.figma.com/oauth',
        tokenUrl: 'https://api.figma.com/v1/oauth/token',
        refreshUrl: 'https://api.figma.com/v1/oauth/refresh',
        clientAuth: 'basic',
        scopeSeparator: ',',
        accessTokenTtlSeconds: 7_776_000,
        refresh: { issued: 'always', rotates: false },
      },
      test: { kind: 'request', request: { url: '/v1/me' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.id', label: '$.email' },
      credentialUrl: 'https://www.figma.com/developers/apps',
      guidance: [
        'Sign in to Figma with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In the developer pages of Figma, under My apps, create an app and add the redirect address shown here.',
        'Switch on the scopes listed here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
    {
      key: 'personal-access-token',
      kind: 'api_key',
      label: 'Personal access token',
      baseUrl: 'https://api.figma.com',
      inject: [{ in: 'header', name: 'X-Figma-Token', value: '{api_key}' }],
      fields: [{ key: 'api_key', label: 'Personal access token', secret: true }],
      test: {
        kind: 'request',
        request: { url: '/v1/me' },
        expect: { status: [200] },
        invalid: [{ status: [401] }, { status: [403], at: '$.err', equals: ['Invalid token'] }],
      },
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The token works, but lacks the scope to read the current user.',
        },
      ],
      account: { from: 'test', id: '$.id', label: '$.email' },
      credentialUrl: 'https://www.figma.com/settings',
      guidance: [
        'In Figma, open Settings, Security, Personal access tokens, and generate a token.',
        'Allow reading of the current user for the test, and what workflows need. Copy it; it is shown once.',
      ],
    },
  ],
});
