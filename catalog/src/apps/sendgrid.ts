import { defineApp } from '../app-definition/index.ts';

export const sendgrid = defineApp({
  id: 'sendgrid',
  name: 'SendGrid',
  category: 'email',
  description: 'Send e-mail through Twilio SendGrid.',
  docsUrl: 'https://www.twilio.com/docs/sendgrid/api-reference',
  priority: true,
  facts: { confirmed: true, scope: 'login_and_test', sources: ['nango', 'trufflehog'] },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://{api_host}',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [
        { key: 'api_key', label: 'API key', help: 'Begins with SG.', secret: true },
        {
          key: 'api_host',
          label: 'Region',
          help: 'The European region only for subusers that were created there.',
          options: [
            { value: 'api.sendgrid.com', label: 'Global' },
            { value: 'api.eu.sendgrid.com', label: 'Europe' },
          ],
          default: 'api.sendgrid.com',
        },
        {
          key: 'key_id',
          label: 'Key ID',
          required: false,
          filledFrom: { from: 'field', field: 'api_key', match: '^SG\\.([A-Za-z0-9_-]+)\\.' },
        },
      ],
      secretPattern: '^SG\\.[A-Za-z0-9_-]{20,24}\\.[A-Za-z0-9_-]{39,50}$',
      scopes: [{ name: 'mail.send', why: 'Sends e-mail.' }],
      test: {
        kind: 'request',
        request: { url: '/v3/scopes' },
        expect: { status: [200], at: '$.scopes', present: true },
      },
      permissionTest: { kind: 'scopes', of: 'test', path: '$.scopes' },
      errors: [
        {
          when: { status: [403], at: '$.errors[0].message', contains: ['IP', 'whitelist'] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'SendGrid accepts calls from listed addresses only, and the address of this server is not listed.',
        },
        {
          when: { status: [403], at: '$.errors[0].message', contains: ['verified Sender Identity'] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The key works, but the sender address is not verified at SendGrid.',
        },
      ],
      // The account is readable only with user scopes; the middle part of the key is its public id.
      account: { from: 'field', id: '{key_id}|sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://app.sendgrid.com/settings/api_keys',
      guidance: [
        'In SendGrid, open Settings, API keys, and choose Create API key.',
        'Choose Restricted access and give Mail Send full access; nothing else is needed.',
        'Copy the key; it is shown once.',
        'Verify the sender address or domain under Settings, Sender authentication.',
      ],
      troubleshooting: [
        {
          symptom: 'Connected, but sending is refused with 403.',
          fix: 'The sender address is not verified. Verify it under Settings, Sender authentication.',
        },
        {
          symptom: 'Authorization rejected right after the key was made.',
          fix: 'The key was cut while copying: it has two dots and 69 characters.',
        },
      ],
    },
  ],
});
