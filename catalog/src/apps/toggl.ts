import { defineApp } from '../app-definition/index.ts';

export const toggl = defineApp({
  id: 'toggl',
  name: 'Toggl Track',
  category: 'productivity',
  description: 'Read and write time entries in Toggl Track.',
  docsUrl: 'https://engineering.toggl.com/docs/',
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
      label: 'API token',
      baseUrl: 'https://api.track.toggl.com',
      inject: [{ in: 'basic', username: '{api_token}', password: 'api_token' }],
      fields: [{ key: 'api_token', label: 'API token', secret: true }],
      test: {
        kind: 'request',
        request: { url: '/api/v9/me' },
        expect: { status: [200] },
        invalid: [{ status: [401, 403] }],
      },
      account: { from: 'test', id: '$.id', label: '$.email' },
      credentialUrl: 'https://track.toggl.com/profile',
      guidance: ['In Toggl Track, open Profile settings.', 'At the end of the page, show the API token and copy it.'],
    },
  ],
});
