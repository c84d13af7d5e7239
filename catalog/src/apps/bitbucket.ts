import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const common = {
  baseUrl: 'https://api.bitbucket.org',
  test: { kind: 'request', request: { url: '/2.0/user' }, expect: { status: [200] } },
  account: { from: 'test', id: '$.uuid', label: '$.username' },
} satisfies Partial<MethodDefinitionInput>;

export const bitbucket = defineApp({
  id: 'bitbucket',
  name: 'Bitbucket',
  category: 'developer-tools',
  description: 'Read repositories, pull requests and issues in Bitbucket.',
  docsUrl: 'https://developer.atlassian.com/cloud/bitbucket/rest/intro/',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['grant', 'nango', 'windmill'],
    note: 'The test request was found in one source only. Not confirmed by two sources: E-mail and API token.',
  },
  methods: [
    {
      ...common,
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [{ name: 'account', why: 'Tells which Bitbucket account was connected.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://bitbucket.org/site/oauth2/authorize',
        tokenUrl: 'https://bitbucket.org/site/oauth2/access_token',
        clientAuth: 'basic',
        accessTokenTtlSeconds: 7200,
        refresh: { issued: 'always', rotates: false },
      },
      permissionTest: { kind: 'scopes', of: 'token', path: '$.scopes|$.scope' },
      credentialUrl: 'https://bitbucket.org/account/settings/',
      credentialPlace: 'Workspace settings, OAuth consumers',
      guidance: [
        'Sign in to Bitbucket with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In the settings of the Bitbucket workspace, under OAuth consumers, create a consumer and add the redirect address shown here.',
        'Tick the permission to read the account.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
    {
      ...common,
      key: 'basic',
      kind: 'basic',
      label: 'E-mail and API token',
      inject: [{ in: 'basic', username: '{email}', password: '{api_token}' }],
      fields: [
        {
          key: 'email',
          label: 'E-mail',
          help: 'Address of the Atlassian account that made the token.',
          format: 'email',
        },
        { key: 'api_token', label: 'API token', secret: true },
      ],
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The token works, but lacks a scope.',
        },
      ],
      credentialUrl: 'https://id.atlassian.com/manage-profile/security/api-tokens',
      guidance: [
        'In your Atlassian account, open Security, API tokens, and create a token with scopes for Bitbucket.',
        'Choose reading of the user for the test, and what workflows need.',
        'Copy the token; it is shown once. App passwords are being retired.',
      ],
    },
  ],
});
