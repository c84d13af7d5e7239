import { defineApp } from '../app-definition/index.ts';

export const metabase = defineApp({
  id: 'metabase',
  name: 'Metabase',
  category: 'analytics',
  description: 'Run questions and read dashboards on a Metabase server.',
  docsUrl: 'https://www.metabase.com/docs/latest/api',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['nango', 'trufflehog'],
    note: 'The test request was found in one source only.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://{hostname}',
      inject: [{ in: 'header', name: 'x-api-key', value: '{api_key}' }],
      fields: [
        {
          key: 'hostname',
          label: 'Host',
          help: 'Host in the address of your Metabase, without https://.',
          format: 'host',
          example: 'acme.metabaseapp.com',
          allowPort: true,
        },
        { key: 'api_key', label: 'API key', help: 'Begins with mb_.', secret: true },
      ],
      secretPattern: '^mb_[A-Za-z0-9+/]+=*$',
      test: { kind: 'request', request: { url: '/api/user/current' }, expect: { status: [200] } },
      account: { from: 'test', id: '{hostname}#$.id', label: '$.email' },
      credentialUrl: 'https://{hostname}/admin/settings/authentication/api-keys',
      guidance: [
        'As an administrator of Metabase, open Admin settings, Authentication, API keys, and create one.',
        'Choose a group with only the data that workflows need. Copy it; it is shown once.',
      ],
      troubleshooting: [
        {
          symptom: 'The host may not be called.',
          fix: 'Addresses inside your own network are blocked until a system administrator allows them.',
        },
      ],
    },
  ],
});
