import { defineApp } from '../app-definition/index.ts';

export const sentry = defineApp({
  id: 'sentry',
  name: 'Sentry',
  category: 'developer-tools',
  description: 'Read issues and releases in Sentry.',
  docsUrl: 'https://docs.sentry.io/api/',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['nango', 'trufflehog'],
    note: 'The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'User auth token',
      baseUrl: 'https://{hostname}/api',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [
        {
          key: 'hostname',
          label: 'Host',
          help: 'sentry.io, the host of your region, or of your own server.',
          format: 'host',
          default: 'sentry.io',
          allowPort: true,
        },
        { key: 'api_key', label: 'User auth token', help: 'Begins with sntryu_.', secret: true },
      ],
      secretPattern: '^sntryu_[a-f0-9]{64}$',
      test: { kind: 'request', request: { url: '/0/' }, expect: { status: [200], at: '$.user.id', present: true } },
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The token works, but lacks a scope.',
        },
      ],
      account: { from: 'test', id: '{hostname}#$.user.id', label: '$.user.email' },
      credentialUrl: 'https://{hostname}/settings/account/api/auth-tokens/',
      guidance: [
        'In Sentry, open User settings, Personal tokens, and create a token.',
        'Choose only the permissions that workflows need, and copy it; it is shown once.',
        'Tokens of an organization have no user and fail the test.',
      ],
    },
  ],
});
