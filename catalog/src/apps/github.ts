import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const common = {
  baseUrl: 'https://api.github.com',
  staticHeaders: {
    Accept: 'application/vnd.github+json',
    'X-GitHub-Api-Version': '2022-11-28',
    // GitHub refuses requests without one.
    'User-Agent': 'Drawbridge',
  },
  test: { kind: 'request', request: { url: '/user' }, expect: { status: [200], at: '$.id', present: true } },
  account: { from: 'test', id: '$.id', label: '$.login' },
  errors: [
    {
      when: { status: [403, 429], at: 'header x-ratelimit-remaining', equals: ['0'] },
      code: 'rate_limited',
      part: 'api',
      outcome: 'undecided',
      meaning: 'The hourly limit of this account is used up.',
    },
    {
      when: { status: [403], at: '$.message', contains: ['SAML'] },
      code: 'missing_scope',
      part: 'permissions',
      meaning: 'The organization asks for single sign-on. Authorize the token for it on GitHub.',
    },
    {
      when: { status: [403], at: '$.message', contains: ['not accessible by'] },
      code: 'missing_scope',
      part: 'permissions',
      meaning: 'The token works, but lacks a permission for this repository or organization.',
    },
  ],
} satisfies Partial<MethodDefinitionInput>;

const readUser = { name: 'read:user', why: 'Tells which GitHub account was connected.', satisfiedBy: ['user'] };

const oauth2 = {
  grant: 'authorization_code',
  authorizationUrl: 'https://github.com/login/oauth/authorize',
  tokenUrl: 'https://github.com/login/oauth/access_token',
  tokenHeaders: { Accept: 'application/json' },
  pkce: 'supported',
  grantedScopeSeparator: ',',
  tokenErrors: [{ at: '$.error', present: true }],
  revocation: {
    url: 'https://api.github.com/applications/{client_id}/token',
    method: 'DELETE',
    token: 'access_token',
    send: 'json',
    param: 'access_token',
    clientAuth: 'basic',
    ends: 'token',
    note: 'Other tokens of the same person stay valid.',
  },
} satisfies Partial<NonNullable<MethodDefinitionInput['oauth2']>>;

export const github = defineApp({
  id: 'github',
  name: 'GitHub',
  category: 'developer-tools',
  description: 'Work with repositories, issues and pull requests on GitHub.',
  docsUrl: 'https://docs.github.com/en/rest',
  priority: true,
  facts: {
    confirmed: true,
    scope: 'login_and_test',
    sources: ['nango', 'grant', 'automatisch', 'trufflehog', 'vendor documentation'],
  },
  methods: [
    {
      ...common,
      key: 'oauth2-app',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [readUser],
      oauth2: {
        ...oauth2,

        accessTokenTtlSeconds: null,
        refresh: { issued: 'never' },
      },
      permissionTest: { kind: 'scopes', of: 'test', path: 'header x-oauth-scopes', separator: ',' },
      credentialUrl: 'https://github.com/settings/developers',
      guidance: [
        'Sign in to GitHub and choose Authorize.',
        'Beside each organization whose repositories workflows need, choose Grant or Request.',
      ],
      clientGuidance: [
        'On GitHub, open Settings, Developer settings, OAuth apps, and register one.',
        'Enter the redirect address shown here as authorization callback URL.',
        'Generate a client secret; enter client ID and secret here.',
      ],
      troubleshooting: [
        {
          symptom: 'Repositories of an organization are missing.',
          fix: 'An owner of the organization has to approve the OAuth app.',
        },
        {
          symptom: 'The connection stopped working after a year.',
          fix: 'GitHub removes tokens that were not used for a year. Reconnect.',
        },
      ],
    },
    {
      ...common,
      key: 'github-app-user',
      kind: 'oauth2_authorization_code',
      label: 'GitHub App',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      oauth2: {
        ...oauth2,

        scopeParam: null,
        accessTokenTtlSeconds: 28_800,
        refresh: {
          issued: 'if_enabled',
          issuedWith: 'User-to-server token expiration, in the settings of the GitHub App',
          rotates: true,
          ttlSeconds: 15_811_200,
        },
        tokenPaths: { refreshExpiresIn: '$.refresh_token_expires_in' },
        callbackFields: {
          installation_id: { param: 'installation_id', required: false },
          setup_action: { param: 'setup_action', required: false },
        },
      },
      credentialUrl: 'https://github.com/settings/apps',
      guidance: [
        'Install the GitHub App on the account or organization whose repositories workflows need.',
        'Sign in to GitHub and choose Authorize. The permissions are those of the installed app.',
      ],
      clientGuidance: [
        'On GitHub, open Settings, Developer settings, GitHub Apps, and create one with the permissions that workflows need.',
        'Enter the redirect address shown here as callback URL and keep user token expiration switched on.',
        'Generate a client secret; enter client ID and secret here.',
      ],
      troubleshooting: [
        {
          symptom: 'A repository is answered with not found.',
          fix: 'The GitHub App is not installed there. Change the installation on GitHub.',
        },
      ],
    },
    {
      ...common,
      key: 'personal-access-token',
      kind: 'api_key',
      label: 'Personal access token',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [
        {
          key: 'api_key',
          label: 'Personal access token',
          help: 'Begins with github_pat_ or ghp_.',
          secret: true,
        },
      ],
      secretPattern: '^(gh[pousr]_[A-Za-z0-9_]{36,255}|github_pat_[A-Za-z0-9_]{36,255})$',
      scopes: [readUser],
      // Fine-grained tokens name no scopes.
      permissionTest: { kind: 'scopes', of: 'test', path: 'header x-oauth-scopes', separator: ',', whenAbsent: 'ok' },
      credentialUrl: 'https://github.com/settings/tokens',
      guidance: [
        'On GitHub, open Settings, Developer settings, Personal access tokens, Fine-grained tokens, and generate one.',
        'Choose the owner, the repositories and only the permissions that workflows need.',
        'Choose an expiry date and note it: GitHub does not renew tokens.',
        'Copy the token; it is shown once.',
      ],
      troubleshooting: [
        {
          symptom: 'A private repository is answered with not found.',
          fix: 'The token was not given this repository. Edit the token on GitHub.',
        },
        {
          symptom: 'An organization refuses the token.',
          fix: 'It needs the approval of an owner, or single sign-on: choose Configure SSO beside the token.',
        },
      ],
    },
  ],
});
