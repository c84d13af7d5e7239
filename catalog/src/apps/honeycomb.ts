import { defineApp } from '../app-definition/index.ts';

export const honeycomb = defineApp({
  id: 'honeycomb',
  name: 'Honeycomb',
  category: 'developer-tools',
  description: 'Send and query events in Honeycomb.',
  docsUrl: 'https://docs.honeycomb.io/api/',
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
      baseUrl: 'https://api.honeycomb.io',
      inject: [{ in: 'header', name: 'X-Honeycomb-Team', value: '{api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      test: { kind: 'request', request: { url: '/1/auth' }, expect: { status: [200] } },
      account: {
        from: 'test',
        id: '$.team.slug#$.environment.slug|$.team.slug',
        label: '$.team.name',
        represents: 'workspace',
      },
      credentialUrl: 'https://ui.honeycomb.io/account',
      guidance: [
        'In Honeycomb, open the settings of the environment, API keys, and create a configuration key.',
        'Give it only the permissions that workflows need, and copy it; it is shown once.',
      ],
    },
  ],
});
