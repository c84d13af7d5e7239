import { defineApp } from '../app-definition/index.ts';

export const braze = defineApp({
  id: 'braze',
  name: 'Braze',
  category: 'marketing',
  description: 'Send messages and read campaigns in Braze.',
  docsUrl: 'https://www.braze.com/docs/api/basics/',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['nango'],
    note: 'Address and place of the credential were found in one source only. The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://{instance_url}',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [
        {
          key: 'instance_url',
          label: 'REST endpoint',
          help: 'Host of your instance, shown with the API keys.',
          format: 'host',
          example: 'rest.iad-02.braze.com',
          allowedHostSuffixes: ['.braze.com', '.braze.eu'],
        },
        { key: 'api_key', label: 'API key', secret: true },
      ],
      scopes: [{ name: 'campaigns.list', why: 'Needed by the connection test.', required: false }],
      test: { kind: 'request', request: { url: '/campaigns/list?page=0' }, expect: { status: [200] } },
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The key works, but lacks a permission.',
        },
      ],
      account: { from: 'field', id: '{instance_url}#sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://dashboard.braze.com',
      guidance: [
        'In Braze, open Settings, APIs and Identifiers, and create an API key.',
        'Tick campaigns.list for the test and what workflows need, then copy the key and the REST endpoint.',
      ],
    },
  ],
});
