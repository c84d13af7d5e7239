import { defineApp } from '../app-definition/index.ts';

export const mandrill = defineApp({
  id: 'mandrill',
  name: 'Mailchimp Transactional (Mandrill)',
  category: 'email',
  description: 'Send transactional e-mail with Mailchimp Transactional.',
  docsUrl: 'https://mailchimp.com/developer/transactional/api/',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['nango', 'trufflehog'],
    note: 'The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://mandrillapp.com/api',
      // A refused key is answered with status 500; only the body tells.
      inject: [{ in: 'body', name: 'key', value: '{api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      secretPattern: '^md-[A-Za-z0-9_-]+$',
      test: {
        kind: 'request',
        request: { method: 'POST', url: '/1.0/users/info.json', body: { format: 'json', value: {} } },
        expect: { status: [200] },
        invalid: [{ status: [401] }, { at: '$.name', equals: ['Invalid_Key'] }],
      },
      account: { from: 'test', id: '$.public_id', label: '$.username' },
      credentialUrl: 'https://mandrillapp.com/settings',
      guidance: [
        'In Mailchimp Transactional, open Settings, SMTP & API info, and add an API key.',
        'Copy it. Limit it to the calls that workflows need, with users info for the test.',
      ],
    },
  ],
});
