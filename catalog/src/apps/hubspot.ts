import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const common = {
  baseUrl: 'https://api.hubapi.com',
  test: {
    kind: 'request',
    request: { url: '/account-info/v3/details' },
    expect: { status: [200], at: '$.portalId', present: true },
  },
  account: { from: 'test', id: '$.portalId', label: '$.uiDomain', represents: 'workspace' },
} satisfies Partial<MethodDefinitionInput>;

const missingScope: NonNullable<MethodDefinitionInput['errors']>[number] = {
  when: { status: [403], at: '$.category', equals: ['MISSING_SCOPES'] },
  code: 'missing_scope',
  part: 'permissions',
  meaning: 'HubSpot asks for a scope that was not granted.',
};

export const hubspot = defineApp({
  id: 'hubspot',
  name: 'HubSpot',
  category: 'crm',
  description: 'Read and update contacts, companies and deals in HubSpot.',
  docsUrl: 'https://developers.hubspot.com/docs/api/overview',
  priority: true,
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['nango', 'n8n', 'automatisch', 'trufflehog', 'vendor documentation'],
    note: 'The test request is not confirmed. Other sources still use the old token address; the one in the vendor documentation is used.',
  },
  methods: [
    {
      ...common,
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [
        { name: 'oauth', why: 'Lets the account be connected at all.' },
        { name: 'crm.objects.contacts.read', why: 'Reads contacts.' },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://app.hubspot.com/oauth/authorize',
        tokenUrl: 'https://api.hubapi.com/oauth/v3/token',
        accessTokenTtlSeconds: 1800,
        refresh: { issued: 'always', rotates: false },
        revocation: {
          url: 'https://api.hubapi.com/oauth/v1/refresh-tokens/{refresh_token}',
          method: 'DELETE',
          token: 'refresh_token',
          send: 'path',
          ends: 'token',
          note: 'An access token that was already handed out works until it expires, at most 30 minutes.',
        },
      },
      errors: [missingScope],
      credentialUrl: 'https://app.hubspot.com/developer',
      guidance: [
        'Sign in to HubSpot with a user who may install apps: a super admin, or one with App Marketplace access.',
        'Choose the HubSpot account and then Connect app.',
      ],
      clientGuidance: [
        'In a HubSpot developer account, create a public app.',
        'Under Auth, add the redirect address shown here and the scopes listed here: both lists have to agree.',
        'Copy client ID and client secret.',
      ],
      troubleshooting: [
        {
          symptom: 'HubSpot says that the scopes do not match.',
          fix: 'The app in the developer account requires other scopes than are asked for. Make both lists equal.',
        },
      ],
    },
    {
      ...common,
      key: 'private-app-token',
      kind: 'api_key',
      label: 'Private app access token',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'Access token', help: 'Begins with pat-.', secret: true }],
      secretPattern: '^pat-(na|eu|ap)[0-9]-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
      scopes: [{ name: 'crm.objects.contacts.read', why: 'Reads contacts.' }],
      errors: [missingScope],
      credentialUrl: 'https://app.hubspot.com/private-apps',
      guidance: [
        'In HubSpot, open Settings, Integrations, Private apps, and create one. You have to be a super admin.',
        'Under Scopes, tick only what workflows need.',
        'After creating it, open Auth, show the access token and copy it.',
      ],
      troubleshooting: [
        {
          symptom: 'An old API key is refused.',
          fix: 'HubSpot has retired API keys. Use the access token of a private app.',
        },
        {
          code: 'MISSING_SCOPES',
          symptom: 'A required permission is missing.',
          fix: 'Edit the private app, add the scope and save. The token stays the same.',
        },
      ],
      rotationDays: 180,
    },
  ],
});
