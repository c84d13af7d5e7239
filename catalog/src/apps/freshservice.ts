import { defineApp } from '../app-definition/index.ts';

export const freshservice = defineApp({
  id: 'freshservice',
  name: 'Freshservice',
  category: 'customer-support',
  description: 'Read and answer tickets in Freshservice.',
  docsUrl: 'https://api.freshservice.com',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['nango'],
    note: 'Address and place of the credential were found in one source only. The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'basic',
      kind: 'basic',
      label: 'API key',
      baseUrl: 'https://{subdomain}.freshservice.com',
      inject: [{ in: 'basic', username: '{api_key}', password: 'X' }],
      fields: [
        {
          key: 'subdomain',
          label: 'Subdomain',
          help: 'The part before .freshservice.com in the address of your Freshservice.',
          format: 'host_label',
          example: 'acme',
          hostSuffix: '.freshservice.com',
        },
        { key: 'api_key', label: 'API key', secret: true },
      ],
      test: { kind: 'request', request: { url: '/api/v2/agents/me' }, expect: { status: [200] } },
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The key works, but the role of its agent does not allow this.',
        },
      ],
      account: { from: 'test', id: '{subdomain}#$.agent.id', label: '$.agent.email' },
      credentialUrl: 'https://{subdomain}.freshservice.com/profiles/edit',
      guidance: [
        'In Freshservice, choose your picture, Profile settings, and copy the API key.',
        'The key can do what its agent can do.',
      ],
    },
  ],
});
