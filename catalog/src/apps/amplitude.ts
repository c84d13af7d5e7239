import { defineApp } from '../app-definition/index.ts';

export const amplitude = defineApp({
  id: 'amplitude',
  name: 'Amplitude',
  category: 'analytics',
  description: 'Read events and charts of an Amplitude project.',
  docsUrl: 'https://amplitude.com/docs/apis',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['nango', 'trufflehog'],
    note: 'The test request was found in one source only.',
  },
  methods: [
    {
      key: 'basic',
      kind: 'basic',
      label: 'API key and secret key',
      baseUrl: 'https://{hostname}',
      inject: [{ in: 'basic', username: '{api_key}', password: '{secret_key}' }],
      fields: [
        {
          key: 'hostname',
          label: 'Region',
          options: [
            { value: 'amplitude.com', label: 'United States' },
            { value: 'analytics.eu.amplitude.com', label: 'European Union' },
          ],
          default: 'amplitude.com',
        },
        { key: 'api_key', label: 'API key', help: 'Identifies the project.', secret: true },
        { key: 'secret_key', label: 'Secret key', secret: true },
      ],
      test: { kind: 'request', request: { url: '/api/2/events/list' }, expect: { status: [200] } },
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://app.amplitude.com/analytics/settings/projects',
      guidance: [
        'In Amplitude, open Settings, Projects, and choose the project.',
        'Copy its API key and secret key. Both belong to the project, not to you.',
      ],
    },
  ],
});
