import { defineApp } from '../app-definition/index.ts';

export const workable = defineApp({
  id: 'workable',
  name: 'Workable',
  category: 'hr',
  description: 'Read candidates and jobs in Workable.',
  docsUrl: 'https://workable.readme.io',
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
      label: 'Access token',
      baseUrl: 'https://{subdomain}.workable.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [
        {
          key: 'subdomain',
          label: 'Subdomain',
          help: 'The part before .workable.com in the address of your Workable.',
          format: 'host_label',
          example: 'acme',
          hostSuffix: '.workable.com',
        },
        { key: 'api_key', label: 'Access token', secret: true },
      ],
      test: { kind: 'request', request: { url: '/spi/v3/accounts' }, expect: { status: [200] } },
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The token works, but lacks a scope.',
        },
      ],
      account: { from: 'test', id: '$.accounts[0].id', label: '$.accounts[0].name', represents: 'workspace' },
      credentialUrl: 'https://{subdomain}.workable.com/backend/settings/integrations',
      guidance: [
        'As an administrator of Workable, open Settings, Integrations, Access tokens, and generate one.',
        'Choose only the scopes that workflows need, and copy it; it is shown once.',
      ],
    },
  ],
});
