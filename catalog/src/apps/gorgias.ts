import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const common = {
  baseUrl: 'https://{subdomain}.gorgias.com',
  test: { kind: 'request', request: { url: '/api/account' }, expect: { status: [200] } },
  account: { from: 'test', id: '$.domain', label: '$.domain', represents: 'workspace' },
} satisfies Partial<MethodDefinitionInput>;

export const gorgias = defineApp({
  id: 'gorgias',
  name: 'Gorgias',
  category: 'customer-support',
  description: 'Read and answer support tickets in Gorgias.',
  docsUrl: 'https://developers.gorgias.com',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['nango'],
    note: 'Address and place of the credential were found in one source only. The test request is not confirmed by any source.',
  },
  methods: [
    {
      ...common,
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      fields: [
        {
          key: 'subdomain',
          label: 'Subdomain',
          help: 'The part before .gorgias.com in the address of your Gorgias.',
          format: 'host_label',
          example: 'acme',
          hostSuffix: '.gorgias.com',
        },
      ],
      scopes: [
        { name: 'openid', why: 'Tells which account was connected.' },
        { name: 'offline', why: 'Keeps the connection alive without asking you again.' },
        { name: 'account:read', why: 'Reads the name of the account.' },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://{subdomain}.gorgias.com/oauth/authorize',
        tokenUrl: 'https://{subdomain}.gorgias.com/oauth/token',
        clientAuth: 'basic',
        refresh: { issued: 'with_scope', issuedWith: 'offline' },
      },
      credentialUrl: 'https://partners.gorgias.com',
      guidance: ['Enter the subdomain of your help desk.', 'Sign in to Gorgias and allow access.'],
      clientGuidance: [
        'In the partner portal of Gorgias, create an app and add the redirect address shown here.',
        'Switch on the scopes listed here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
    {
      ...common,
      key: 'basic',
      kind: 'basic',
      label: 'E-mail and API key',
      inject: [{ in: 'basic', username: '{email}', password: '{api_key}' }],
      fields: [
        { key: 'email', label: 'E-mail', help: 'Address that is shown beside the key.', format: 'email' },
        {
          key: 'subdomain',
          label: 'Subdomain',
          help: 'The part before .gorgias.com in the address of your Gorgias.',
          format: 'host_label',
          example: 'acme',
          hostSuffix: '.gorgias.com',
        },
        { key: 'api_key', label: 'API key', secret: true },
      ],
      credentialUrl: 'https://{subdomain}.gorgias.com/app/settings/api',
      guidance: [
        'In Gorgias, open Settings, REST API, and create an API key.',
        'Copy the subdomain, the user name (an e-mail) and the key.',
      ],
    },
  ],
});
