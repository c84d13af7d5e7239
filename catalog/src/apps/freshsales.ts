import { defineApp } from '../app-definition/index.ts';

export const freshsales = defineApp({
  id: 'freshsales',
  name: 'Freshsales',
  category: 'crm',
  description: 'Read and update leads, contacts and deals in Freshsales.',
  docsUrl: 'https://developers.freshworks.com/crm/api/',
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
      baseUrl: 'https://{bundle_alias}.myfreshworks.com/crm/sales',
      inject: [{ in: 'header', name: 'Authorization', value: 'Token token={api_key}' }],
      fields: [
        {
          key: 'bundle_alias',
          label: 'Bundle alias',
          help: 'The part before .myfreshworks.com in the address of your Freshsales.',
          format: 'host_label',
          example: 'acme',
          hostSuffix: '.myfreshworks.com',
        },
        { key: 'api_key', label: 'API key', secret: true },
      ],
      test: { kind: 'request', request: { url: '/api/settings/leads/fields' }, expect: { status: [200] } },
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The key works, but the role of its user does not allow this.',
        },
      ],
      account: { from: 'field', id: '{bundle_alias}', label: '{bundle_alias}', represents: 'workspace' },
      credentialUrl: 'https://{bundle_alias}.myfreshworks.com/crm/sales/personal-settings/api-settings',
      credentialPlace: 'Profile, API settings',
      guidance: [
        'In Freshsales, choose your picture, Settings, API settings.',
        'Copy the API key and the bundle alias.',
      ],
    },
  ],
});
