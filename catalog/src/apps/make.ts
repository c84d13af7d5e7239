import { defineApp } from '../app-definition/index.ts';

export const make = defineApp({
  id: 'make',
  name: 'Make',
  category: 'automation',
  description: 'Read and start scenarios in Make.',
  docsUrl: 'https://developers.make.com/api-documentation',
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
      label: 'API token',
      baseUrl: 'https://{environment_url}/api/v2',
      inject: [{ in: 'header', name: 'Authorization', value: 'Token {api_key}' }],
      fields: [
        {
          key: 'environment_url',
          label: 'Zone',
          help: 'Host in the address of your Make, without https://.',
          format: 'host',
          example: 'eu1.make.com',
          allowedHostSuffixes: ['.make.com', '.make.celonis.com'],
        },
        { key: 'api_key', label: 'API token', secret: true },
      ],
      scopes: [{ name: 'user:read', why: 'Tells whose token it is.' }],
      test: { kind: 'request', request: { url: '/users/me' }, expect: { status: [200] } },
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The token works, but lacks the scope user:read.',
        },
      ],
      account: { from: 'test', id: '{environment_url}#$.authUser.id', label: '$.authUser.email' },
      credentialUrl: 'https://{environment_url}/user/api',
      guidance: [
        'In Make, open your profile, API access, and add a token.',
        'Tick user:read for the test and what workflows need. Copy it; it is shown once.',
      ],
    },
  ],
});
