import { defineApp } from '../app-definition/index.ts';

export const insightly = defineApp({
  id: 'insightly',
  name: 'Insightly',
  category: 'crm',
  description: 'Read and update contacts and projects in Insightly.',
  docsUrl: 'https://api.insightly.com/v3.1/Help',
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
      label: 'API key',
      baseUrl: 'https://api.{pod}.insightly.com',
      inject: [{ in: 'basic', username: '{api_key}', password: '' }],
      fields: [
        {
          key: 'pod',
          label: 'Pod',
          help: 'Shown with the API key: na1 in api.na1.insightly.com.',
          format: 'host_label',
          pattern: '^[a-z0-9]{2,10}$',
          example: 'na1',
          alsoPastedAs: ['^https://api\\.([a-z0-9]+)\\.insightly\\.com'],
        },
        { key: 'api_key', label: 'API key', secret: true },
      ],
      test: { kind: 'request', request: { url: '/v3.1/Users/Me' }, expect: { status: [200] } },
      account: { from: 'test', id: '{pod}#$.USER_ID', label: '$.EMAIL_ADDRESS' },
      credentialUrl: 'https://crm.{pod}.insightly.com/Users/UserSettings',
      guidance: [
        'In Insightly, choose your picture, User settings, API.',
        'Copy the API key, and the pod from the API URL below it.',
      ],
    },
  ],
});
