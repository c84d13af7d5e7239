import { defineApp } from '../app-definition/index.ts';

export const luma = defineApp({
  id: 'luma',
  name: 'Luma',
  category: 'scheduling',
  description: 'Read events and guests in Luma.',
  docsUrl: 'https://docs.lu.ma',
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
      baseUrl: 'https://api.lu.ma',
      inject: [{ in: 'header', name: 'x-luma-api-key', value: '{api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      test: {
        kind: 'request',
        request: { url: '/public/v1/user/get-self' },
        expect: { status: [200] },
        invalid: [{ status: [401] }],
      },
      account: { from: 'test', id: '$.user.api_id', label: '$.user.email' },
      credentialUrl: 'https://lu.ma/settings',
      guidance: [
        'In Luma, open the settings of the calendar, Developer, and generate an API key.',
        'Copy it. The calendar needs a plan with the API.',
      ],
    },
  ],
});
