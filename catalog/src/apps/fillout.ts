import { defineApp } from '../app-definition/index.ts';

export const fillout = defineApp({
  id: 'fillout',
  name: 'Fillout',
  category: 'forms',
  description: 'Read forms and their answers in Fillout.',
  docsUrl: 'https://www.fillout.com/help/fillout-rest-api',
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
      baseUrl: 'https://{hostname}',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [
        {
          key: 'hostname',
          label: 'API host',
          help: 'Shown beside the key; some accounts have one of their own.',
          format: 'host',
          default: 'api.fillout.com',
          allowedHostSuffixes: ['.fillout.com'],
        },
        { key: 'api_key', label: 'API key', help: 'Begins with sk_prod_.', secret: true },
      ],
      secretPattern: '^sk_prod_[A-Za-z0-9]+_[0-9]+$',
      test: { kind: 'request', request: { url: '/v1/api/forms' }, expect: { status: [200] } },
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://build.fillout.com/home/settings/developer',
      guidance: [
        'In Fillout, open Settings, Developer, and generate an API key.',
        'Copy the key, and the base address that is shown beside it.',
      ],
    },
  ],
});
