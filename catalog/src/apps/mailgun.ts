import { defineApp } from '../app-definition/index.ts';

export const mailgun = defineApp({
  id: 'mailgun',
  name: 'Mailgun',
  category: 'email',
  description: 'Send e-mail with Mailgun.',
  docsUrl: 'https://documentation.mailgun.com',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['nango', 'trufflehog'],
    note: 'The test request was found in one source only. Sources list the domains with different versions of the API.',
  },
  methods: [
    {
      key: 'basic',
      kind: 'basic',
      label: 'API key',
      baseUrl: 'https://{api_host}',
      inject: [{ in: 'basic', username: 'api', password: '{api_key}' }],
      fields: [
        {
          key: 'api_host',
          label: 'Region',
          options: [
            { value: 'api.mailgun.net', label: 'United States' },
            { value: 'api.eu.mailgun.net', label: 'European Union' },
          ],
          default: 'api.mailgun.net',
        },
        { key: 'api_key', label: 'API key', secret: true },
      ],
      test: { kind: 'request', request: { url: '/v4/domains?limit=1' }, expect: { status: [200] } },
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The key works, but its role may not list domains.',
        },
      ],
      account: { from: 'field', id: '{api_host}#sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://app.mailgun.com/settings/api_security',
      guidance: [
        'In Mailgun, open API security and add a key.',
        'Give it a role with only what workflows need, and copy it; it is shown once.',
        'A sending key of one domain cannot be tested: use an account key.',
      ],
    },
  ],
});
