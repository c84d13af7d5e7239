import { defineApp } from '../app-definition/index.ts';

export const lokalise = defineApp({
  id: 'lokalise',
  name: 'Lokalise',
  category: 'developer-tools',
  description: 'Read and change translations in Lokalise.',
  docsUrl: 'https://developers.lokalise.com',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['trufflehog'],
    note: 'Address and place of the credential were found in one source only.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API token',
      baseUrl: 'https://api.lokalise.com/api2',
      inject: [{ in: 'header', name: 'X-Api-Token', value: '{api_key}' }],
      fields: [{ key: 'api_key', label: 'API token', secret: true }],
      test: {
        kind: 'request',
        request: { url: '/projects?limit=1' },
        expect: { status: [200] },
        invalid: [
          { status: [401] },
          { status: [400], at: '$.error.message', contains: ['Invalid `X-Api-Token`', 'api token'] },
        ],
      },
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://app.lokalise.com/profile#apitokens',
      guidance: [
        'In Lokalise, open Profile settings, API tokens, and generate a token.',
        'A read-only token is enough unless workflows change translations. Copy it.',
      ],
    },
  ],
});
