import { defineApp } from '../app-definition/index.ts';

export const openai = defineApp({
  id: 'openai',
  name: 'OpenAI',
  category: 'ai',
  description: 'Use GPT and other models through the OpenAI API.',
  docsUrl: 'https://platform.openai.com/docs/api-reference',
  priority: true,
  facts: { confirmed: true, scope: 'login_and_test', sources: ['nango', 'trufflehog'] },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://api.openai.com',
      inject: [
        { in: 'header', name: 'Authorization', value: 'Bearer {api_key}' },
        { in: 'header', name: 'OpenAI-Organization', value: '{organization}', optional: true },
        { in: 'header', name: 'OpenAI-Project', value: '{project}', optional: true },
      ],
      fields: [
        { key: 'api_key', label: 'API key', help: 'Begins with sk-.', secret: true },
        {
          key: 'organization',
          label: 'Organization',
          help: 'Only when the key belongs to several organizations.',
          required: false,
          pattern: '^org-[A-Za-z0-9]+$',
          example: 'org-abc123',
        },
        {
          key: 'project',
          label: 'Project',
          help: 'Only for older keys that are not bound to a project.',
          required: false,
          pattern: '^proj_[A-Za-z0-9]+$',
          example: 'proj_abc123',
        },
      ],
      secretPattern: '^sk-((proj|svcacct|admin)-)?[A-Za-z0-9_-]{20,}$',
      scopes: [{ name: 'Models: Read', why: 'Needed by the connection test of a restricted key.', required: false }],
      test: {
        kind: 'request',
        request: { url: '/v1/models' },
        expect: { status: [200] },
        invalid: [{ status: [401], at: '$.error.code', equals: ['invalid_api_key', 'account_deactivated'] }],
      },
      errors: [
        {
          when: { at: '$.error.code', equals: ['insufficient_quota'] },
          code: 'rate_limited',
          part: 'permissions',
          meaning: 'The key works, but the account has no credit left or has reached its monthly limit.',
        },
        {
          when: { status: [401, 403], at: '$.error.message', contains: ['insufficient permissions', 'missing scopes'] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The key works, but is restricted and may not do this.',
        },
      ],
      account: { from: 'test', id: 'header openai-organization|sha256({api_key})', represents: 'workspace' },
      credentialUrl: 'https://platform.openai.com/api-keys',
      guidance: [
        'On the OpenAI platform, open API keys and create a secret key, best for a service account of a project.',
        'For a restricted key, allow Models: Read and what workflows need.',
        'Copy the key; it is shown once. A ChatGPT subscription is not enough, the API is paid separately.',
      ],
      troubleshooting: [
        {
          code: 'insufficient_quota',
          symptom: 'Connected, but every call is refused.',
          fix: 'Add credit under Billing, or raise the limit of the project.',
        },
        {
          symptom: 'A restricted key fails the test with a missing permission.',
          fix: 'Allow Models: Read for the key, then test again.',
        },
      ],
    },
  ],
});
