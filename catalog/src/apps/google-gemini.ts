import { defineApp } from '../app-definition/index.ts';

export const googleGemini = defineApp({
  id: 'google-gemini',
  name: 'Google Gemini',
  category: 'ai',
  description: 'Use Gemini models of Google.',
  docsUrl: 'https://ai.google.dev/api',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['n8n'],
    note: 'Address and place of the credential were found in one source only.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://generativelanguage.googleapis.com',
      inject: [{ in: 'header', name: 'x-goog-api-key', value: '{api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      test: {
        kind: 'request',
        request: { url: '/v1beta/models?pageSize=1' },
        expect: { status: [200] },
        invalid: [
          { status: [401] },
          { at: '$.error.details[?reason=API_KEY_INVALID].reason', present: true },
          { at: '$.error.message', contains: ['API key not valid', 'API key expired'] },
        ],
      },
      errors: [
        {
          when: { status: [403], at: '$.error.details[?reason=API_KEY_SERVICE_BLOCKED].reason', present: true },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The key works, but it is restricted to other APIs.',
        },
        {
          when: { status: [403], at: '$.error.details[?reason=SERVICE_DISABLED].reason', present: true },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The key works, but the API is switched off in its Google Cloud project.',
        },
      ],
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://aistudio.google.com/apikey',
      guidance: [
        'In Google AI Studio, choose Get API key.',
        'Create a key in the project that shall pay for it, and copy it.',
      ],
    },
  ],
});
