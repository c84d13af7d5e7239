import { defineApp } from '../app-definition/index.ts';

const graph = (name: string) => [`https://graph.microsoft.com/${name}`];

export const microsoftTeams = defineApp({
  id: 'microsoft-teams',
  name: 'Microsoft Teams',
  category: 'communication',
  description: 'Work with teams and channels of Microsoft Teams.',
  docsUrl: 'https://learn.microsoft.com/graph/api/resources/teams-api-overview',
  priority: true,
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['nango', 'n8n', 'vendor documentation'],
    note: 'The test request is not confirmed by a second source.',
  },
  methods: [
    {
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: 'https://graph.microsoft.com/v1.0',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      fields: [
        {
          key: 'tenant',
          label: 'Directory (tenant)',
          help: 'Leave it as it is, unless the OAuth client is for one organization only: then its tenant ID or domain.',
          required: false,
          lowerCase: true,
          pattern: '^[a-z0-9][a-z0-9.-]{0,252}$',
          default: 'common',
        },
      ],
      scopes: [
        {
          name: 'offline_access',
          why: 'Keeps the connection alive without asking you again.',
          required: false,
          note: 'Microsoft does not list it among the granted scopes.',
        },
        { name: 'openid', why: 'Tells which account was connected.', required: false },
        { name: 'email', why: 'Shows the e-mail address beside the connection.', required: false },
        { name: 'User.Read', why: 'Reads the profile of the connected account.', satisfiedBy: graph('User.Read') },
        {
          name: 'Team.ReadBasic.All',
          why: 'Lists the teams that the account belongs to.',
          satisfiedBy: graph('Team.ReadBasic.All'),
        },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://login.microsoftonline.com/{tenant}/oauth2/v2.0/authorize',
        tokenUrl: 'https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token',
        pkce: 'supported',
        authorizationParams: { response_mode: 'query', prompt: 'select_account' },
        accessTokenTtlSeconds: 3600,
        refresh: {
          issued: 'with_scope',
          issuedWith: 'offline_access',
          rotates: true,
          oldOneStaysValid: true,
          ttlSeconds: 7_776_000,
        },
      },
      test: {
        kind: 'request',
        request: { url: '/me/joinedTeams?$select=id' },
        expect: { status: [200] },
        invalid: [{ status: [401] }, { at: '$.error.code', equals: ['InvalidAuthenticationToken'] }],
      },
      permissionTest: { kind: 'scopes', of: 'token', path: '$.scope' },
      errors: [
        {
          when: {
            status: [403],
            at: '$.error.code',
            equals: ['Forbidden', 'AccessDenied', 'Authorization_RequestDenied'],
          },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The account signed in, but has no Teams license or has not granted what this needs.',
        },
      ],
      account: {
        from: 'request',
        request: { url: 'https://graph.microsoft.com/v1.0/me' },
        id: '$.id',
        label: '$.userPrincipalName',
      },
      credentialUrl: 'https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade',
      guidance: [
        'Sign in with the work or school account that belongs to the teams. Private Microsoft accounts have no Teams API.',
        'Choose Accept. Some organizations let only an administrator accept.',
      ],
      clientGuidance: [
        'In the Entra admin center, open App registrations and register an app.',
        'Add the redirect address shown here under the platform Web, not Single-page application.',
        'Under API permissions, add the delegated Microsoft Graph permissions listed here.',
        'Under Certificates and secrets, create a client secret and enter its value here, with the application (client) ID.',
      ],
      troubleshooting: [
        {
          symptom: 'Microsoft asks for the approval of an administrator.',
          fix: 'An administrator has to grant consent for the organization under Enterprise applications.',
        },
        {
          code: 'AADSTS50020',
          symptom: 'The account is refused as being from another directory.',
          fix: 'The OAuth client is for one organization. Enter its tenant ID, or sign in with an account of it.',
        },
        {
          symptom: 'The connection has to be reauthorized every day.',
          fix: 'The redirect address was registered as Single-page application. Move it to the platform Web.',
        },
        {
          code: 'AADSTS7000222',
          symptom: 'Every connection fails at the same time.',
          fix: 'The client secret has expired. Create a new one in the Entra admin center and enter it here.',
        },
      ],
    },
  ],
});
