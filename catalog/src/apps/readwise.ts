import { defineApp } from '../app-definition/index.ts';

export const readwise = defineApp({
  id: 'readwise',
  name: 'Readwise',
  category: 'productivity',
  description: 'Read highlights and books in Readwise.',
  docsUrl: 'https://readwise.io/api_deets',
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
      label: 'Access token',
      baseUrl: 'https://readwise.io/api/v2',
      inject: [{ in: 'header', name: 'Authorization', value: 'Token {api_key}' }],
      fields: [{ key: 'api_key', label: 'Access token', secret: true }],
      // A good token is answered with 204 and no body.
      test: { kind: 'request', request: { url: '/auth/' }, expect: { status: [204] } },
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://readwise.io/access_token',
      guidance: ['Open readwise.io/access_token while you are signed in.', 'Copy the token.'],
    },
  ],
});
