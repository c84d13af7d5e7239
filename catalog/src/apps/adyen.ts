import { defineApp } from '../app-definition/index.ts';

export const adyen = defineApp({
  id: 'adyen',
  name: 'Adyen',
  category: 'payments',
  description: 'Read accounts and settings and take payments with Adyen.',
  docsUrl: 'https://docs.adyen.com/api-explorer/',
  facts: { confirmed: false, scope: 'none', sources: [], note: 'Nothing of this was confirmed by a source.' },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://management-{environment}.adyen.com',
      inject: [{ in: 'header', name: 'X-API-Key', value: '{api_key}' }],
      fields: [
        {
          key: 'environment',
          label: 'Environment',
          options: [
            { value: 'live', label: 'Live' },
            { value: 'test', label: 'Test' },
          ],
          default: 'live',
        },
        { key: 'api_key', label: 'API key', secret: true },
      ],
      test: { kind: 'request', request: { url: '/v3/me' }, expect: { status: [200] } },
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The key works, but its roles do not allow this.',
        },
      ],
      account: { from: 'test', id: '$.id', label: '$.companyName', represents: 'workspace' },
      credentialUrl: 'https://ca-{environment}.adyen.com',
      guidance: [
        'In the Adyen Customer Area, open Developers, API credentials, and create a credential.',
        'Give it only the roles that workflows need, then generate an API key and copy it; it is shown once.',
        'Live and test have different keys.',
      ],
    },
  ],
});
