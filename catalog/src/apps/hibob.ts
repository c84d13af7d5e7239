import { defineApp } from '../app-definition/index.ts';

export const hibob = defineApp({
  id: 'hibob',
  name: 'HiBob',
  category: 'hr',
  description: 'Read people and time off in HiBob.',
  docsUrl: 'https://apidocs.hibob.com',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['nango'],
    note: 'Address and place of the credential were found in one source only.',
  },
  methods: [
    {
      key: 'basic',
      kind: 'basic',
      label: 'Service user',
      baseUrl: 'https://api.hibob.com',
      inject: [{ in: 'basic', username: '{service_user_id}', password: '{token}' }],
      fields: [
        { key: 'service_user_id', label: 'Service user ID' },
        { key: 'token', label: 'Token', secret: true },
      ],
      test: { kind: 'request', request: { url: '/v1/company/named-lists' }, expect: { status: [200] } },
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The service user works, but its permission group does not allow this.',
        },
      ],
      account: { from: 'field', id: '{service_user_id}', label: '{service_user_id}', represents: 'key' },
      credentialUrl: 'https://app.hibob.com/settings/integrations',
      guidance: [
        'As an administrator of HiBob, open Settings, Integrations, Automation, and add a service user.',
        'Copy its ID and token; the token is shown once.',
        'Add the service user to a permission group with only what workflows need.',
      ],
    },
  ],
});
