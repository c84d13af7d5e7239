import { defineApp } from '../app-definition/index.ts';

export const newrelic = defineApp({
  id: 'newrelic',
  name: 'New Relic',
  category: 'developer-tools',
  description: 'Query metrics and events in New Relic.',
  docsUrl: 'https://docs.newrelic.com/docs/apis/intro-apis/introduction-new-relic-apis/',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['trufflehog'],
    note: 'Address and place of the credential were found in one source only. The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'User key',
      baseUrl: 'https://{api_host}',
      inject: [{ in: 'header', name: 'API-Key', value: '{api_key}' }],
      fields: [
        {
          key: 'api_host',
          label: 'Region',
          options: [
            { value: 'api.newrelic.com', label: 'United States' },
            { value: 'api.eu.newrelic.com', label: 'European Union' },
          ],
          default: 'api.newrelic.com',
        },
        { key: 'api_key', label: 'User key', help: 'Begins with NRAK-.', secret: true },
      ],
      secretPattern: '^NRAK-[A-Z0-9]{27}$',
      test: {
        kind: 'request',
        request: {
          method: 'POST',
          url: '/graphql',
          body: { format: 'json', value: { query: '{ actor { user { id email } } }' } },
        },
        expect: { status: [200], at: '$.data.actor.user.id', present: true },
      },
      account: { from: 'test', id: '{api_host}#$.data.actor.user.id', label: '$.data.actor.user.email' },
      credentialUrl: 'https://one.newrelic.com/api-keys',
      guidance: [
        'In New Relic, open API keys and create a key of type User.',
        'Copy it; it is shown once. License keys do not work here.',
      ],
    },
  ],
});
