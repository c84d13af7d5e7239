import { defineApp } from '../app-definition/index.ts';

export const ahrefs = defineApp({
  id: 'ahrefs',
  name: 'Ahrefs',
  category: 'search-seo',
  description: 'Read backlinks, keywords and rankings from Ahrefs.',
  facts: { confirmed: false, scope: 'none', sources: [], note: 'Nothing of this was confirmed by a source.' },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://api.ahrefs.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      test: { kind: 'request', request: { url: '/v3/subscription-info/limits-and-usage' }, expect: { status: [200] } },
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://app.ahrefs.com/account/api-keys',
      guidance: [
        'In Ahrefs, open Account settings, API keys, and create a key.',
        'Copy it. The plan decides how many API units it may use.',
      ],
    },
  ],
});
