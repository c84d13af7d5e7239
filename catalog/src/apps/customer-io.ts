import { defineApp } from '../app-definition/index.ts';

export const customerIo = defineApp({
  id: 'customer-io',
  name: 'Customer.io',
  category: 'marketing',
  description: 'Send messages and manage people in Customer.io.',
  docsUrl: 'https://docs.customer.io/api/',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['nango', 'trufflehog'],
    note: 'The test request is not confirmed by any source. Not confirmed by two sources: App API key.',
  },
  methods: [
    {
      key: 'basic',
      kind: 'basic',
      label: 'Site ID and Tracking API key',
      baseUrl: 'https://{track_host}',
      inject: [{ in: 'basic', username: '{site_id}', password: '{api_key}' }],
      fields: [
        { key: 'site_id', label: 'Site ID', pattern: '^[a-f0-9]{20}$' },
        { key: 'api_key', label: 'Tracking API key', secret: true },
        {
          key: 'track_host',
          label: 'Region',
          options: [
            { value: 'track.customer.io', label: 'United States' },
            { value: 'track-eu.customer.io', label: 'European Union' },
          ],
          default: 'track.customer.io',
        },
      ],
      test: { kind: 'request', request: { url: '/api/v1/accounts/region' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.environment_id|{site_id}', label: '{site_id}', represents: 'workspace' },
      credentialUrl: 'https://fly.customer.io/settings/api_credentials',
      guidance: [
        'In Customer.io, open Account settings, API credentials, Track API keys.',
        'Copy the site ID and the API key of the workspace.',
      ],
    },
    {
      key: 'app-api-key',
      kind: 'api_key',
      label: 'App API key',
      baseUrl: 'https://api.customer.io',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'App API key', secret: true }],
      test: { kind: 'request', request: { url: '/v1/workspaces' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.workspaces[0].id', label: '$.workspaces[0].name', represents: 'workspace' },
      credentialUrl: 'https://fly.customer.io/settings/api_credentials?keyType=app',
      guidance: [
        'In Customer.io, open Account settings, API credentials, App API keys, and create a key.',
        'Choose the workspace and scope, and copy it; it is shown once. This host serves the region United States.',
      ],
    },
  ],
});
