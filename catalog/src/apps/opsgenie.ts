import { defineApp } from '../app-definition/index.ts';

export const opsgenie = defineApp({
  id: 'opsgenie',
  name: 'Opsgenie',
  category: 'developer-tools',
  description: 'Read and raise alerts in Opsgenie.',
  docsUrl: 'https://docs.opsgenie.com/docs/api-overview',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['trufflehog'],
    note: 'Address and place of the credential were found in one source only.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://{api_host}',
      inject: [{ in: 'header', name: 'Authorization', value: 'GenieKey {api_key}' }],
      fields: [
        {
          key: 'api_host',
          label: 'Region',
          options: [
            { value: 'api.opsgenie.com', label: 'United States' },
            { value: 'api.eu.opsgenie.com', label: 'European Union' },
          ],
          default: 'api.opsgenie.com',
        },
        { key: 'api_key', label: 'API key', secret: true },
      ],
      test: {
        kind: 'request',
        request: { url: '/v2/account' },
        expect: { status: [200] },
        invalid: [{ status: [401] }, { status: [422], at: '$.message', contains: ['key format is not valid'] }],
      },
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The key works, but has no access to the configuration.',
        },
      ],
      account: { from: 'test', id: '$.data.name', label: '$.data.name', represents: 'workspace' },
      credentialUrl: 'https://app.opsgenie.com/settings/api-key-management',
      guidance: [
        'In Opsgenie, open Settings, API key management, and add a key.',
        'Allow reading, configuration access for the test, and what workflows need. Copy it.',
      ],
    },
  ],
});
