import { defineApp } from '../app-definition/index.ts';

export const newsapi = defineApp({
  id: 'newsapi',
  name: 'NewsAPI',
  category: 'data',
  description: 'Search news articles and headlines of many publishers.',
  docsUrl: 'https://newsapi.org/docs',
  priority: true,
  facts: {
    confirmed: true,
    scope: 'login_and_test',
    sources: ['trufflehog', 'vendor documentation'],
    note: 'One source sends the key in the address; the header of the vendor documentation is used.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://newsapi.org',
      inject: [{ in: 'header', name: 'X-Api-Key', value: '{api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      secretPattern: '^[0-9a-f]{32}$',
      test: {
        kind: 'request',
        request: { url: '/v2/top-headlines/sources?country=us' },
        expect: { status: [200], at: '$.status', equals: ['ok'] },
        invalid: [{ status: [401] }, { at: '$.code', equals: ['apiKeyInvalid', 'apiKeyDisabled', 'apiKeyMissing'] }],
      },
      errors: [
        {
          when: { at: '$.code', equals: ['rateLimited', 'apiKeyExhausted'] },
          code: 'rate_limited',
          part: 'api',
          outcome: 'undecided',
          meaning: 'The key has used up its requests. It counts again later, or with a larger plan.',
        },
      ],
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://newsapi.org/account',
      guidance: [
        'Sign in at newsapi.org and open Account.',
        'Copy the API key.',
        'The free Developer plan is for trying out: it delivers articles with a delay and 100 requests per day.',
      ],
      troubleshooting: [
        {
          code: 'apiKeyExhausted',
          symptom: 'Requests are refused although the key is right.',
          fix: 'The daily limit of the plan is reached. Wait, ask less often, or choose a larger plan.',
        },
        { symptom: 'Older articles are refused.', fix: 'The free plan reaches back one month.' },
      ],
    },
  ],
});
