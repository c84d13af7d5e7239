import { defineApp } from '../app-definition/index.ts';

export const semrush = defineApp({
  id: 'semrush',
  name: 'Semrush',
  category: 'search-seo',
  description: 'Read keywords and projects in Semrush.',
  docsUrl: 'https://developer.semrush.com/api/',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['nango'],
    note: 'Address and place of the credential were found in one source only.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://api.semrush.com',
      inject: [{ in: 'query', name: 'key', value: '{api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      test: {
        kind: 'request',
        request: { url: '/management/v1/projects' },
        expect: { status: [200] },
        invalid: [{ status: [401] }, { at: 'body', contains: ['WRONG KEY'] }],
      },
      errors: [
        {
          when: { at: 'body', contains: ['API UNITS BALANCE IS ZERO'] },
          code: 'rate_limited',
          part: 'api',
          outcome: 'undecided',
          meaning: 'The key has no API units left.',
        },
      ],
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://www.semrush.com/accounts/subscription-info/api-units/',
      guidance: [
        'In Semrush, open Subscription info, API units.',
        'Copy the API key. The plan decides whether there is one.',
      ],
    },
  ],
});
