import { defineApp } from '../app-definition/index.ts';

export const pagerduty = defineApp({
  id: 'pagerduty',
  name: 'PagerDuty',
  category: 'developer-tools',
  description: 'Read and raise incidents in PagerDuty.',
  docsUrl: 'https://developer.pagerduty.com/docs',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['trufflehog'],
    note: 'Address and place of the credential were found in one source only. Sources name older login addresses; the newer ones have to be confirmed before use.',
  },
  methods: [
    {
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: 'https://api.pagerduty.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [{ name: 'users.read', why: 'Reads users, which tells who signed in.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://identity.pagerduty.com/oauth/authorize',
        tokenUrl: 'https://identity.pagerduty.com/oauth/token',
        pkce: 'supported',
        accessTokenTtlSeconds: 86_400,
        refresh: { issued: 'always', rotates: true },
      },
      test: { kind: 'request', request: { url: '/users/me' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.user.id', label: '$.user.email' },
      credentialPlace: 'Integrations, App registration',
      guidance: [
        'Sign in to PagerDuty with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In PagerDuty, under Integrations, App registration, create an app with scoped OAuth and add the redirect address shown here.',
        'Switch on the scopes listed here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'REST API key',
      baseUrl: 'https://api.pagerduty.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Token token={api_key}' }],
      fields: [{ key: 'api_key', label: 'REST API key', secret: true }],
      test: { kind: 'request', request: { url: '/users?limit=1' }, expect: { status: [200] } },
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://support.pagerduty.com/main/docs/api-access-keys',
      guidance: [
        'As an administrator of PagerDuty, open Integrations, API access keys, and create a key.',
        'A read-only key is enough unless workflows change incidents. Copy it; it is shown once.',
      ],
    },
  ],
});
