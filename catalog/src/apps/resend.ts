import { defineApp } from '../app-definition/index.ts';

export const resend = defineApp({
  id: 'resend',
  name: 'Resend',
  category: 'email',
  description: 'Send e-mail with Resend.',
  docsUrl: 'https://resend.com/docs/api-reference/introduction',
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
      baseUrl: 'https://api.resend.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', help: 'Begins with re_.', secret: true }],
      secretPattern: '^re_[A-Za-z0-9_]+$',
      test: {
        kind: 'request',
        request: { url: '/domains?limit=1' },
        expect: { status: [200] },
        invalid: [{ at: '$.name', equals: ['validation_error', 'invalid_api_key', 'missing_api_key'] }],
      },
      errors: [
        {
          when: { status: [401], at: '$.name', equals: ['restricted_api_key'] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The key works, but may only send. That is enough for sending; the test cannot see more.',
        },
      ],
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://resend.com/api-keys',
      guidance: [
        'In Resend, open API keys and create a key.',
        'Sending access is enough for sending; full access is needed to read. Copy it; it is shown once.',
      ],
    },
  ],
});
