import { defineApp } from '../app-definition/index.ts';

export const bamboohr = defineApp({
  id: 'bamboohr',
  name: 'BambooHR',
  category: 'hr',
  description: 'Read employees and time off in BambooHR.',
  docsUrl: 'https://documentation.bamboohr.com/docs',
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
      label: 'API key',
      baseUrl: 'https://api.bamboohr.com/api/gateway.php/{subdomain}',
      inject: [{ in: 'basic', username: '{api_key}', password: 'x' }],
      fields: [
        {
          key: 'subdomain',
          label: 'Subdomain',
          help: 'The part before .bamboohr.com in the address of your BambooHR.',
          format: 'host_label',
          example: 'acme',
          hostSuffix: '.bamboohr.com',
        },
        { key: 'api_key', label: 'API key', secret: true },
      ],
      test: {
        kind: 'request',
        request: { url: '/v1/meta/fields' },
        expect: { status: [200] },
        invalid: [{ status: [401] }],
      },
      account: { from: 'field', id: '{subdomain}', label: '{subdomain}', represents: 'workspace' },
      credentialUrl: 'https://{subdomain}.bamboohr.com/settings/permissions/api.php',
      guidance: [
        'In BambooHR, choose your picture, then API keys, and add a key.',
        'Copy it; it is shown once. It can see what its user can see.',
      ],
    },
    {
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: 'https://api.bamboohr.com/api/gateway.php/{subdomain}',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      fields: [
        {
          key: 'subdomain',
          label: 'Subdomain',
          help: 'The part before .bamboohr.com in the address of your BambooHR.',
          format: 'host_label',
          example: 'acme',
          hostSuffix: '.bamboohr.com',
        },
      ],
      scopes: [
        { name: 'email', why: 'Shows the e-mail address beside the connection.' },
        { name: 'openid', why: 'Tells which account was connected.' },
        { name: 'offline_access', why: 'Keeps the connection alive without asking you again.' },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://{subdomain}.bamboohr.com/authorize.php',
        tokenUrl: 'https://{subdomain}.bamboohr.com/token.php',
        authorizationParams: { request: 'authorize' },
        tokenParams: { request: 'token' },
        accessTokenTtlSeconds: 3600,
        refresh: { issued: 'with_scope', issuedWith: 'offline_access' },
      },
      test: { kind: 'request', request: { url: '/v1/meta/fields' }, expect: { status: [200] } },
      account: { from: 'field', id: '{subdomain}', label: '{subdomain}', represents: 'workspace' },
      credentialUrl: 'https://developers.bamboohr.com',
      guidance: ['Enter the subdomain of your company.', 'Sign in to BambooHR and allow access.'],
      clientGuidance: [
        'In the BambooHR developer portal, create an application and add the redirect address shown here.',
        'Switch on the scopes listed here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
