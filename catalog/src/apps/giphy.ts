import { defineApp } from '../app-definition/index.ts';

export const giphy = defineApp({
  id: 'giphy',
  name: 'GIPHY',
  category: 'media',
  description: 'Search GIFs and stickers on GIPHY.',
  docsUrl: 'https://developers.giphy.com/docs/api',
  facts: { confirmed: false, scope: 'none', sources: [], note: 'Nothing of this was confirmed by a source.' },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://api.giphy.com',
      inject: [{ in: 'query', name: 'api_key', value: '{api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      test: {
        kind: 'request',
        request: { url: '/v1/gifs/trending?limit=1' },
        expect: { status: [200] },
        invalid: [{ status: [401, 403] }],
      },
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://developers.giphy.com/dashboard/',
      guidance: ['In the GIPHY developer dashboard, create an app of type API.', 'Copy its API key.'],
    },
  ],
});
