import { defineApp } from '../app-definition/index.ts';

export const fireflies = defineApp({
  id: 'fireflies',
  name: 'Fireflies',
  category: 'voice',
  description: 'Read transcripts and notes of meetings in Fireflies.',
  docsUrl: 'https://docs.fireflies.ai',
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
      baseUrl: 'https://api.fireflies.ai',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      test: {
        kind: 'request',
        request: {
          method: 'POST',
          url: '/graphql',
          body: { format: 'json', value: { query: '{ user { user_id email } }' } },
        },
        expect: { status: [200], at: '$.data.user.user_id', present: true },
        invalid: [{ status: [401] }, { at: '$.errors[0].code', equals: ['auth_failed', 'invalid_api_key'] }],
      },
      account: { from: 'test', id: '$.data.user.user_id', label: '$.data.user.email' },
      credentialUrl: 'https://app.fireflies.ai/integrations/custom/fireflies',
      guidance: ['In Fireflies, open Integrations, Fireflies API.', 'Copy the API key that is shown there.'],
    },
  ],
});
