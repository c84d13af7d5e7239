import { defineApp } from '../app-definition/index.ts';

export const segment = defineApp({
  id: 'segment',
  name: 'Twilio Segment',
  category: 'data',
  description: 'Manage sources and destinations in Twilio Segment.',
  docsUrl: 'https://docs.segmentapis.com',
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
      label: 'Public API token',
      baseUrl: 'https://{api_host}',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [
        {
          key: 'api_host',
          label: 'Region',
          options: [
            { value: 'api.segmentapis.com', label: 'United States' },
            { value: 'eu1.api.segmentapis.com', label: 'European Union' },
          ],
          default: 'api.segmentapis.com',
        },
        { key: 'api_key', label: 'Public API token', secret: true },
      ],
      test: { kind: 'request', request: { url: '/' }, expect: { status: [200] } },
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The token works, but lacks a role.',
        },
      ],
      account: { from: 'test', id: '$.data.workspace.id', label: '$.data.workspace.name', represents: 'workspace' },
      credentialUrl: 'https://app.segment.com/goto-my-workspace/settings/access-management',
      guidance: [
        'As a workspace owner of Segment, open Settings, Access management, Tokens, and create a token for the Public API.',
        'Give it only the roles that workflows need, and copy it; it is shown once.',
      ],
    },
  ],
});
