import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const common = {
  baseUrl: 'https://api.linear.app',
  test: {
    kind: 'request',
    request: {
      method: 'POST',
      url: '/graphql',
      body: { format: 'json', value: { query: '{ viewer { id email organization { id name urlKey } } }' } },
    },
    expect: { status: [200], at: '$.data.viewer.id', present: true },
    invalid: [{ status: [401] }, { at: '$.errors[0].extensions.code', equals: ['AUTHENTICATION_ERROR'] }],
  },
  errors: [
    {
      when: { at: '$.errors[0].extensions.code', equals: ['RATELIMITED'] },
      code: 'rate_limited',
      part: 'api',
      outcome: 'undecided',
      meaning: 'Linear has counted too many or too large requests in this hour.',
    },
    {
      when: { at: '$.errors[0].extensions.code', equals: ['FORBIDDEN'] },
      code: 'missing_scope',
      part: 'permissions',
      meaning: 'The credential works, but may not do this.',
    },
  ],
  account: {
    from: 'test',
    id: '$.data.viewer.organization.id#$.data.viewer.id',
    label: '$.data.viewer.organization.name',
    represents: 'user',
  },
} satisfies Partial<MethodDefinitionInput>;

export const linear = defineApp({
  id: 'linear',
  name: 'Linear',
  category: 'project-management',
  description: 'Read and create issues in Linear.',
  docsUrl: 'https://linear.app/developers',
  priority: true,
  facts: {
    confirmed: true,
    scope: 'login_and_test',
    sources: ['nango', 'n8n', 'trufflehog', 'vendor documentation'],
    note: 'Sources differ in how scopes are separated; the comma of the vendor documentation is used.',
  },
  methods: [
    {
      ...common,
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [
        {
          name: 'read',
          why: 'Reads issues, projects and people.',
          note: 'Add write or issues:create when workflows shall create issues.',
        },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://linear.app/oauth/authorize',
        tokenUrl: 'https://api.linear.app/oauth/token',
        clientAuth: 'either',
        pkce: 'supported',
        scopeSeparator: ',',
        authorizationParams: { prompt: 'consent' },
        accessTokenTtlSeconds: 86_400,
        refresh: { issued: 'always', rotates: true },
        revocation: { url: 'https://api.linear.app/oauth/revoke' },
      },
      credentialUrl: 'https://linear.app/settings/api/applications',
      guidance: ['Sign in to Linear and choose the workspace.', 'Choose Authorize.'],
      clientGuidance: [
        'In Linear, open Settings, API, and create an OAuth application with the redirect address shown here.',
        'Copy client ID and client secret.',
      ],
      troubleshooting: [
        {
          symptom: 'The wrong workspace was connected.',
          fix: 'Switch the workspace on the consent page of Linear, at the top, before you authorize.',
        },
      ],
    },
    {
      ...common,
      key: 'api-key',
      kind: 'api_key',
      label: 'Personal API key',
      inject: [{ in: 'header', name: 'Authorization', value: '{api_key}' }],
      fields: [{ key: 'api_key', label: 'Personal API key', help: 'Begins with lin_api_.', secret: true }],
      secretPattern: '^lin_api_[0-9A-Za-z]{40}$',
      credentialUrl: 'https://linear.app/settings/account/security',
      guidance: [
        'In Linear, open Settings, Security and access, and create a personal API key.',
        'Choose the teams and the permissions that workflows need.',
        'Copy the key; it is shown once.',
      ],
      troubleshooting: [
        {
          symptom: 'You see no place to create a key.',
          fix: 'An administrator of the workspace has switched API keys off for members.',
        },
      ],
    },
  ],
});
