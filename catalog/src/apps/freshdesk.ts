import { defineApp } from '../app-definition/index.ts';

export const freshdesk = defineApp({
  id: 'freshdesk',
  name: 'Freshdesk',
  category: 'customer-support',
  description: 'Read and answer support tickets in Freshdesk.',
  docsUrl: 'https://developers.freshdesk.com/api/',
  priority: true,
  facts: {
    confirmed: true,
    scope: 'login_and_test',
    sources: ['nango', 'trufflehog', 'web'],
    note: 'Sources test with different requests; this one works for every agent and names the account.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'basic',
      label: 'API key',
      baseUrl: 'https://{subdomain}.freshdesk.com/api/v2',
      inject: [{ in: 'basic', username: '{api_key}', password: 'X' }],
      fields: [
        {
          key: 'subdomain',
          label: 'Subdomain',
          help: 'The part before .freshdesk.com in the address of your help desk.',
          format: 'host_label',
          hostSuffix: '.freshdesk.com',
          example: 'acme',
        },
        { key: 'api_key', label: 'API key', secret: true },
      ],
      secretPattern: '^[A-Za-z0-9]{16,40}$',
      test: {
        kind: 'request',
        request: { url: '/agents/me' },
        expect: { status: [200], at: '$.id', present: true },
        invalid: [{ status: [401] }, { at: '$.code', equals: ['invalid_credentials'] }],
      },
      errors: [
        {
          when: { status: [403], at: '$.code', equals: ['access_denied'] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The key works, but the role of its agent does not allow this.',
        },
      ],
      account: { from: 'test', id: '{subdomain}#$.id', label: '$.contact.email' },
      credentialUrl: 'https://{subdomain}.freshdesk.com/a/profiles/me/edit',
      guidance: [
        'The subdomain is the first part of the address of your help desk: acme in acme.freshdesk.com.',
        'In Freshdesk, choose your picture, Profile settings, then View API key, and copy it.',
        'The key can do what its agent can do. Use an agent of its own for workflows.',
      ],
      troubleshooting: [
        {
          symptom: 'Authorization rejected although the key is right.',
          fix: 'The key belongs to another help desk than the subdomain, or the plan has no API: the free plan has none.',
        },
        {
          symptom: 'Your help desk has an address of its own.',
          fix: 'Enter the freshdesk.com subdomain all the same: find it under Admin, Account, Helpdesk settings.',
        },
      ],
    },
  ],
});
