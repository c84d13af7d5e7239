import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const common = {
  baseUrl: 'https://api.netlify.com',
  test: { kind: 'request', request: { url: '/api/v1/user' }, expect: { status: [200] } },
  account: { from: 'test', id: '$.id', label: '$.email' },
  credentialUrl: 'https://app.netlify.com/user/applications',
} satisfies Partial<MethodDefinitionInput>;

export const netlify = defineApp({
  id: 'netlify',
  name: 'Netlify',
  category: 'developer-tools',
  description: 'Manage sites and deploys on Netlify.',
  docsUrl: 'https://docs.netlify.com/api/get-started/',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['grant', 'trufflehog'],
    note: 'The sources do not cover the same parts, so nothing was found twice. The test request is not confirmed by any source.',
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
        authorizationUrl: 'https://app.netlify.com/authorize',
        tokenUrl: 'https://api.netlify.com/oauth/token',
        scopeParam: null,
        refresh: { issued: 'never' },
        accessTokenTtlSeconds: null,
      },
      guidance: [
        'Sign in to Netlify with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In Netlify, under User settings, Applications, create an OAuth application and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
    {
      ...common,
      key: 'api-key',
      kind: 'api_key',
      label: 'Personal access token',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'Personal access token', help: 'Begins with nfp_.', secret: true }],
      secretPattern: '^nfp_[A-Za-z0-9_]{36}$',
      guidance: [
        'In Netlify, open User settings, Applications, and create a personal access token.',
        'Give it an end date and copy it; it is shown once.',
      ],
    },
  ],
});
