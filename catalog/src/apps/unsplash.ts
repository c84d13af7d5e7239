import { defineApp } from '../app-definition/index.ts';

export const unsplash = defineApp({
  id: 'unsplash',
  name: 'Unsplash',
  category: 'media',
  description: 'Search photos on Unsplash.',
  docsUrl: 'https://unsplash.com/documentation',
  facts: { confirmed: false, scope: 'none', sources: [], note: 'Nothing of this was confirmed by a source.' },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'Access key',
      baseUrl: 'https://api.unsplash.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Client-ID {api_key}' }],
      fields: [{ key: 'api_key', label: 'Access key', secret: true }],
      test: { kind: 'request', request: { url: '/photos?per_page=1' }, expect: { status: [200] } },
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://unsplash.com/oauth/applications',
      guidance: ['At unsplash.com/oauth/applications, create an application.', 'Copy its access key.'],
    },
  ],
});
