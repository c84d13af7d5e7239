import { defineApp } from '../app-definition/index.ts';

export const mailerlite = defineApp({
  id: 'mailerlite',
  name: 'MailerLite',
  category: 'marketing',
  description: 'Manage subscribers and campaigns in MailerLite.',
  docsUrl: 'https://developers.mailerlite.com',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['automatisch', 'trufflehog'],
    note: 'The test request is not confirmed by any source. The sources cover the classic API; place and address for new accounts have to be confirmed.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API token',
      baseUrl: 'https://connect.mailerlite.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'API token', secret: true }],
      test: { kind: 'request', request: { url: '/api/subscribers?limit=0' }, expect: { status: [200] } },
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://dashboard.mailerlite.com/integrations/api',
      guidance: [
        'In MailerLite, open Integrations, MailerLite API, and generate a token.',
        'Copy it; it is shown once. Accounts of the classic MailerLite have another API.',
      ],
    },
  ],
});
