import { defineApp } from '../app-definition/index.ts';

export const mixpanel = defineApp({
  id: 'mixpanel',
  name: 'Mixpanel',
  category: 'analytics',
  description: 'Read events and reports of a Mixpanel project.',
  docsUrl: 'https://developer.mixpanel.com/reference/overview',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['nango', 'trufflehog'],
    note: 'The test request was found in one source only.',
  },
  methods: [
    {
      key: 'basic',
      kind: 'basic',
      label: 'Service account',
      baseUrl: 'https://mixpanel.com',
      inject: [{ in: 'basic', username: '{service_account}', password: '{secret}' }],
      fields: [
        { key: 'service_account', label: 'User name', help: 'Name of the service account, as Mixpanel shows it.' },
        { key: 'secret', label: 'Secret', secret: true },
      ],
      test: { kind: 'request', request: { url: '/api/app/me' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.results.user_id|$.results.id', label: '$.results.user_name|{service_account}' },
      credentialUrl: 'https://mixpanel.com/settings/org/serviceaccounts',
      guidance: [
        'In Mixpanel, open Organization settings, Service accounts, and add one.',
        'Give it a role in the projects that workflows need, and copy user name and secret; the secret is shown once.',
      ],
    },
  ],
});
