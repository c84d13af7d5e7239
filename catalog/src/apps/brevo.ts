import { defineApp } from '../app-definition/index.ts';

export const brevo = defineApp({
  id: 'brevo',
  name: 'Brevo',
  category: 'marketing',
  description: 'Send e-mail and SMS and manage contacts with Brevo.',
  docsUrl: 'https://developers.brevo.com/reference',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['n8n', 'nango'],
    note: 'The test request was found in two sources, but which account it names was not compared.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://api.brevo.com/v3',
      inject: [{ in: 'header', name: 'api-key', value: '{api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', help: 'Begins with xkeysib-.', secret: true }],
      secretPattern: '^xkeysib-[0-9a-f]{64}-[A-Za-z0-9]{16}$',
      test: { kind: 'request', request: { url: '/account' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.organization_id|$.email', label: '$.companyName', represents: 'workspace' },
      credentialUrl: 'https://app.brevo.com/settings/keys/api',
      guidance: [
        'In Brevo, open the account menu, SMTP & API, API keys.',
        'Generate a key and copy it; it is shown once.',
      ],
      troubleshooting: [
        {
          symptom: 'Authorization rejected although the key is right.',
          fix: 'The address of this server is not among the authorized IPs of the account. Add it, or switch the check off.',
        },
        {
          symptom: 'A key that begins with xsmtpsib- is refused.',
          fix: 'That is a password for SMTP. Generate an API key.',
        },
      ],
    },
  ],
});
