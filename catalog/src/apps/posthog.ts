import { defineApp } from '../app-definition/index.ts';

export const posthog = defineApp({
  id: 'posthog',
  name: 'PostHog',
  category: 'analytics',
  description: 'Read events and insights of a PostHog project.',
  docsUrl: 'https://posthog.com/docs/api',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['nango', 'trufflehog'],
    note: 'The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'Personal API key',
      baseUrl: 'https://{subdomain}.posthog.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [
        {
          key: 'subdomain',
          label: 'Region',
          options: [
            { value: 'us', label: 'United States' },
            { value: 'eu', label: 'European Union' },
          ],
          default: 'us',
        },
        { key: 'api_key', label: 'Personal API key', help: 'Begins with phx_.', secret: true },
      ],
      secretPattern: '^phx_[A-Za-z0-9]+$',
      scopes: [{ name: 'user:read', why: 'Tells whose key it is.' }],
      test: { kind: 'request', request: { url: '/api/users/@me/' }, expect: { status: [200] } },
      errors: [
        {
          when: { status: [403], at: '$.code', equals: ['permission_denied'] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The key works, but lacks the scope user:read.',
        },
      ],
      account: { from: 'test', id: '$.uuid', label: '$.email' },
      credentialUrl: 'https://{subdomain}.posthog.com/settings/user-api-keys',
      guidance: [
        'In PostHog, open Settings, Personal API keys, and create a key.',
        'Choose reading of the user for the test, and what workflows need. Copy it; it is shown once.',
        'The key of a project (phc_...) can only send events and does not work here.',
      ],
    },
  ],
});
