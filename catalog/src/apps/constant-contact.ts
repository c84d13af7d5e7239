import { defineApp } from '../app-definition/index.ts';

export const constantContact = defineApp({
  id: 'constant-contact',
  name: 'Constant Contact',
  category: 'marketing',
  description: 'Manage contacts and e-mail campaigns in Constant Contact.',
  docsUrl: 'https://developer.constantcontact.com',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['nango'],
    note: 'Address and place of the credential were found in one source only. The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: 'https://api.cc.email',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [
        { name: 'account_read', why: 'Reads the name of the account.' },
        { name: 'offline_access', why: 'Keeps the connection alive without asking you again.' },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://authz.constantcontact.com/oauth2/default/v1/authorize',
        tokenUrl: 'https://authz.constantcontact.com/oauth2/default/v1/token',
        clientAuth: 'basic',
        pkce: 'supported',
        accessTokenTtlSeconds: 86_400,
        refresh: { issued: 'with_scope', issuedWith: 'offline_access', rotates: true },
      },
      test: { kind: 'request', request: { url: '/v3/account/summary' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.encoded_account_id', label: '$.organization_name', represents: 'workspace' },
      credentialUrl: 'https://app.constantcontact.com/pages/dma/portal/',
      guidance: [
        'Sign in to Constant Contact with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In the developer portal of Constant Contact, create an application and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
