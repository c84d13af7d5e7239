import { defineApp } from '../app-definition/index.ts';

export const jotform = defineApp({
  id: 'jotform',
  name: 'Jotform',
  category: 'forms',
  description: 'Read forms and their answers in Jotform.',
  docsUrl: 'https://api.jotform.com/docs/',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['automatisch', 'nango', 'trufflehog'],
    note: 'The test request was found in two sources, but which account it names was not compared.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://{api_host}',
      inject: [{ in: 'header', name: 'APIKEY', value: '{api_key}' }],
      fields: [
        {
          key: 'api_host',
          label: 'Region',
          options: [
            { value: 'api.jotform.com', label: 'United States' },
            { value: 'eu-api.jotform.com', label: 'European Union' },
            { value: 'hipaa-api.jotform.com', label: 'HIPAA' },
          ],
          default: 'api.jotform.com',
        },
        { key: 'api_key', label: 'API key', secret: true },
      ],
      secretPattern: '^[0-9a-f]{32}$',
      test: { kind: 'request', request: { url: '/user' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.content.username', label: '$.content.email' },
      credentialUrl: 'https://www.jotform.com/myaccount/api',
      guidance: [
        'In Jotform, open Settings, API, and create a key.',
        'Read access is enough unless workflows change forms. Copy it.',
      ],
    },
  ],
});
