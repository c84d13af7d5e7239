import { defineApp } from '../app-definition/index.ts';

export const egnyte = defineApp({
  id: 'egnyte',
  name: 'Egnyte',
  category: 'storage',
  description: 'Read and store files in Egnyte.',
  docsUrl: 'https://developers.egnyte.com/docs',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['grant', 'nango'],
    note: 'The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: 'https://{subdomain}.egnyte.com/pubapi',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      fields: [
        {
          key: 'subdomain',
          label: 'Subdomain',
          help: 'The part before .egnyte.com in the address of your Egnyte.',
          format: 'host_label',
          example: 'acme',
          hostSuffix: '.egnyte.com',
        },
      ],
      scopes: [{ name: 'Egnyte.user', why: 'Reads users, which tells whose account was connected.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://{subdomain}.egnyte.com/puboauth/token',
        tokenUrl: 'https://{subdomain}.egnyte.com/puboauth/token',
        accessTokenTtlSeconds: 2_592_000,
        refresh: { issued: 'never' },
      },
      test: { kind: 'request', request: { url: '/v1/userinfo' }, expect: { status: [200] } },
      account: { from: 'test', id: '{subdomain}#$.id', label: '$.username' },
      credentialUrl: 'https://developers.egnyte.com',
      guidance: ['Enter the subdomain of your company.', 'Sign in to Egnyte and allow access.'],
      clientGuidance: [
        'In the Egnyte developer portal, create an application and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
