import { defineApp } from '../app-definition/index.ts';

export const xero = defineApp({
  id: 'xero',
  name: 'Xero',
  category: 'finance',
  description: 'Read and write invoices, contacts and payments in Xero.',
  docsUrl: 'https://developer.xero.com/documentation/api/accounting/overview',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['automatisch', 'nango'],
    note: 'The test request was found in one source only.',
  },
  methods: [
    {
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: 'https://api.xero.com',
      inject: [
        { in: 'header', name: 'Authorization', value: 'Bearer {access_token}' },
        { in: 'header', name: 'xero-tenant-id', value: '{tenant_id}', optional: true },
      ],
      fields: [
        {
          key: 'tenant_id',
          label: 'Organization',
          required: false,
          filledFrom: { from: 'lookup', lookup: 'organization', path: '$.tenantId' },
        },
      ],
      scopes: [
        { name: 'offline_access', why: 'Keeps the connection alive without asking you again.' },
        { name: 'openid', why: 'Tells which account was connected.' },
        { name: 'email', why: 'Shows the e-mail address beside the connection.' },
        { name: 'accounting.settings.read', why: 'Reads the settings of the organization; changes nothing.' },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://login.xero.com/identity/connect/authorize',
        tokenUrl: 'https://identity.xero.com/connect/token',
        clientAuth: 'basic',
        pkce: 'supported',
        accessTokenTtlSeconds: 1800,
        refresh: { issued: 'with_scope', issuedWith: 'offline_access', rotates: true, ttlSeconds: 5_184_000 },
        revocation: { url: 'https://identity.xero.com/connect/revocation', clientAuth: 'basic' },
      },
      lookups: [
        {
          key: 'organization',
          question: 'Which Xero organization shall be connected?',
          request: { url: '/connections' },
          itemId: '$.tenantId',
          itemLabel: '$.tenantName',
        },
      ],
      test: { kind: 'request', request: { url: '/api.xro/2.0/Organisation' }, expect: { status: [200] } },
      permissionTest: { kind: 'scopes', of: 'token', path: '$.scope' },
      account: {
        from: 'lookup',
        lookup: 'organization',
        id: '$.tenantId',
        label: '$.tenantName',
        represents: 'workspace',
      },
      credentialUrl: 'https://developer.xero.com/app/manage',
      guidance: [
        'Sign in to Xero and choose the organization.',
        'When the login reaches several, you are asked afterwards which one this connection stands for.',
      ],
      clientGuidance: [
        'In the Xero developer portal, create a web app and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
      troubleshooting: [
        {
          code: 'invalid_grant',
          symptom: 'The connection needs to be reauthorized.',
          fix: 'It was unused for 60 days, or disconnected in Xero. Reconnect.',
        },
      ],
    },
  ],
});
