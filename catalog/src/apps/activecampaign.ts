import { defineApp } from '../app-definition/index.ts';

export const activecampaign = defineApp({
  id: 'activecampaign',
  name: 'ActiveCampaign',
  category: 'marketing',
  description: 'Manage contacts, lists and automations in ActiveCampaign.',
  docsUrl: 'https://developers.activecampaign.com/reference/overview',
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
      baseUrl: 'https://{hostname}/api',
      inject: [{ in: 'header', name: 'api-token', value: '{api_key}' }],
      fields: [
        {
          key: 'hostname',
          label: 'API host',
          help: 'The API URL of your account, without https://.',
          format: 'host',
          example: 'acme.api-us1.com',
          allowedHostSuffixes: ['.activehosted.com', '.api-us1.com'],
        },
        { key: 'api_key', label: 'API key', secret: true },
      ],
      secretPattern: '^[a-f0-9]{72}$',
      test: {
        kind: 'request',
        request: { url: '/3/users/me' },
        expect: { status: [200] },
        invalid: [{ status: [401, 403] }],
      },
      account: { from: 'test', id: '{hostname}#$.user.id', label: '$.user.email' },
      credentialPlace: 'Settings, Developer',
      guidance: [
        'In ActiveCampaign, open Settings, Developer.',
        'Copy the host of the URL and the key that are shown there. Each user has a key of their own.',
      ],
    },
  ],
});
