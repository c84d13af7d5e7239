import { defineApp } from '../app-definition/index.ts';

export const mailjet = defineApp({
  id: 'mailjet',
  name: 'Mailjet',
  category: 'email',
  description: 'Send e-mail and manage contacts with Mailjet.',
  docsUrl: 'https://dev.mailjet.com',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['nango', 'trufflehog'],
    note: 'The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'basic',
      kind: 'basic',
      label: 'API key and secret key',
      baseUrl: 'https://api.mailjet.com',
      inject: [{ in: 'basic', username: '{api_key}', password: '{secret_key}' }],
      fields: [
        { key: 'api_key', label: 'API key', pattern: '^[a-f0-9]{32}$' },
        { key: 'secret_key', label: 'Secret key', secret: true },
      ],
      test: { kind: 'request', request: { url: '/v3/REST/user' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.Data[0].ID', label: '$.Data[0].Email' },
      credentialUrl: 'https://app.mailjet.com/account/apikeys',
      guidance: [
        'In Mailjet, open Account settings, REST API, API key management.',
        'Copy the API key and the secret key, best of a sub-account for the workflows.',
      ],
    },
  ],
});
