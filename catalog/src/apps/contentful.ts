import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const common = {
  baseUrl: 'https://api.contentful.com',
  test: { kind: 'request', request: { url: '/users/me' }, expect: { status: [200] } },
  account: { from: 'test', id: '$.sys.id', label: '$.email' },
} satisfies Partial<MethodDefinitionInput>;

export const contentful = defineApp({
  id: 'contentful',
  name: 'Contentful',
  category: 'cms',
  description: 'Read and change entries and assets in Contentful.',
  docsUrl: 'https://www.contentful.com/developers/docs/references/content-management-api/',
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
      label: 'Content management token',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'Content management token', help: 'Begins with CFPAT-.', secret: true }],
      secretPattern: '^CFPAT-[A-Za-z0-9_-]{43}$',
      credentialUrl: 'https://app.contentful.com/account/profile/cma_tokens',
      guidance: [
        'In Contentful, open Account settings, CMA tokens, and create a personal access token.',
        'Copy it; it is shown once.',
      ],
    },
    {
      ...common,
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [{ name: 'content_management_read', why: 'Reads spaces, content types and entries.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://be.contentful.com/oauth/authorize',
        tokenUrl: 'https://be.contentful.com/oauth/token',
        refresh: { issued: 'never' },
      },
      credentialUrl: 'https://app.contentful.com/account/profile/developers/applications',
      guidance: [
        'Sign in to Contentful with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In the account settings of Contentful, under OAuth applications, create an application and add the redirect address shown here.',
        'Switch on the scopes listed here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
