import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const common = {
  baseUrl: 'https://api.heroku.com',
  staticHeaders: { Accept: 'application/vnd.heroku+json; version=3' },
  test: { kind: 'request', request: { url: '/account' }, expect: { status: [200] } },
  account: { from: 'test', id: '$.id', label: '$.email' },
  credentialUrl: 'https://dashboard.heroku.com/account/applications',
} satisfies Partial<MethodDefinitionInput>;

export const heroku = defineApp({
  id: 'heroku',
  name: 'Heroku',
  category: 'developer-tools',
  description: 'Manage apps and add-ons on Heroku.',
  docsUrl: 'https://devcenter.heroku.com/categories/platform-api',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['grant', 'trufflehog'],
    note: 'The sources do not cover the same parts, so nothing was found twice.',
  },
  methods: [
    {
      ...common,
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [{ name: 'identity', why: 'Tells which Heroku account was connected.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://id.heroku.com/oauth/authorize',
        tokenUrl: 'https://id.heroku.com/oauth/token',
        accessTokenTtlSeconds: 28_800,
        refresh: { issued: 'always', rotates: false },
      },
      guidance: [
        'Sign in to Heroku with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In the Heroku dashboard, under Account settings, Applications, create an API client and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
    {
      ...common,
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      secretPattern: '^(HRKU-[A-Za-z0-9_-]{36,60}|[0-9a-f-]{36})$',
      guidance: [
        'In the Heroku dashboard, open Account settings, Applications, and create an authorization.',
        'Copy its token. Limit its scope when workflows need less than everything.',
      ],
    },
  ],
});
