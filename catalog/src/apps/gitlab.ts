import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const common = {
  baseUrl: 'https://{host}',
  test: { kind: 'request', request: { url: '/api/v4/user' }, expect: { status: [200] } },
  account: { from: 'test', id: '{host}#$.id', label: '$.username' },
} satisfies Partial<MethodDefinitionInput>;

export const gitlab = defineApp({
  id: 'gitlab',
  name: 'GitLab',
  category: 'developer-tools',
  description: 'Read projects, issues and merge requests in GitLab, hosted or self-managed.',
  docsUrl: 'https://docs.gitlab.com/api/rest/',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['automatisch', 'grant', 'nango', 'windmill'],
    note: 'The test request was found in one source only.',
  },
  methods: [
    {
      ...common,
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      fields: [
        {
          key: 'host',
          label: 'Host',
          help: 'Leave it as it is, unless your GitLab is self-managed.',
          format: 'host',
          default: 'gitlab.com',
          allowPort: true,
        },
      ],
      scopes: [{ name: 'read_user', why: 'Tells which GitLab account was connected.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://{host}/oauth/authorize',
        tokenUrl: 'https://{host}/oauth/token',
        pkce: 'supported',
        accessTokenTtlSeconds: 7200,
        refresh: { issued: 'always', rotates: true },
        revocation: { url: 'https://{host}/oauth/revoke', clientAuth: 'body' },
      },
      permissionTest: { kind: 'scopes', of: 'token', path: '$.scope', whenAbsent: 'ok' },
      credentialUrl: 'https://{host}/-/user_settings/applications',
      guidance: [
        'Sign in to GitLab with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In GitLab, under Preferences, Applications, create a confidential application and add the redirect address shown here.',
        'Switch on the scopes listed here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
    {
      ...common,
      key: 'api-key',
      kind: 'api_key',
      label: 'Personal access token',
      inject: [{ in: 'header', name: 'PRIVATE-TOKEN', value: '{api_key}' }],
      fields: [
        {
          key: 'host',
          label: 'Host',
          help: 'Leave it as it is, unless your GitLab is self-managed.',
          format: 'host',
          default: 'gitlab.com',
          allowPort: true,
        },
        { key: 'api_key', label: 'Personal access token', help: 'Begins with glpat-.', secret: true },
      ],
      secretPattern: '^glpat-[A-Za-z0-9._-]+$',
      scopes: [{ name: 'read_user', why: 'Tells whose token it is.', satisfiedBy: ['api', 'read_api'] }],
      errors: [
        {
          when: { status: [403], at: '$.error', equals: ['insufficient_scope'] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The token works, but lacks the scope read_user or read_api.',
        },
      ],
      credentialUrl: 'https://{host}/-/user_settings/personal_access_tokens',
      guidance: [
        'In GitLab, open Preferences, Access tokens, and add a token.',
        'Choose read_user for the test and what workflows need, and an end date.',
        'Copy it; it is shown once.',
      ],
      maxLifetimeDays: 365,
    },
  ],
});
