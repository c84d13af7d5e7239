import { defineApp } from '../app-definition/index.ts';

export const elevenlabs = defineApp({
  id: 'elevenlabs',
  name: 'ElevenLabs',
  category: 'voice',
  description: 'Turn text into speech with ElevenLabs.',
  docsUrl: 'https://elevenlabs.io/docs/api-reference/introduction',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['nango', 'trufflehog'],
    note: 'The test request was found in two sources, but which account it names was not compared.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://api.elevenlabs.io',
      inject: [{ in: 'header', name: 'xi-api-key', value: '{api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      secretPattern: '^(sk_[a-f0-9]{48}|[a-f0-9]{32})$',
      scopes: [{ name: 'user_read', why: 'Tells whose key it is.', required: false }],
      test: {
        kind: 'request',
        request: { url: '/v1/user' },
        expect: { status: [200] },
        invalid: [{ at: '$.detail.status', equals: ['invalid_api_key'] }],
      },
      errors: [
        {
          when: { status: [401, 403], at: '$.detail.status', equals: ['missing_permissions'] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The key works, but may not read the user. Allow that permission, or leave the key as it is.',
        },
      ],
      account: { from: 'test', id: '$.user_id', label: '$.first_name' },
      credentialUrl: 'https://elevenlabs.io/app/settings/api-keys',
      guidance: [
        'In ElevenLabs, open Developers, API keys, and create a key.',
        'Restrict it to what workflows need, and allow reading of the user for the test. Copy it; it is shown once.',
      ],
    },
  ],
});
