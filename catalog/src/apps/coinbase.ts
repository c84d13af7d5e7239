import { defineApp } from '../app-definition/index.ts';

export const coinbase = defineApp({
  id: 'coinbase',
  name: 'Coinbase',
  category: 'finance',
  description: 'Read accounts and transactions in Coinbase.',
  docsUrl: 'https://docs.cdp.coinbase.com',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: [],
    note: 'Nothing of this was confirmed by a source. One source names older login addresses. Confirm the login address before use.',
  },
  methods: [
    {
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: 'https://api.coinbase.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [
        { name: 'wallet:user:read', why: 'Tells which Coinbase account was connected.' },
        { name: 'offline_access', why: 'Keeps the connection alive without asking you again.' },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://login.coinbase.com/oauth2/auth',
        tokenUrl: 'https://login.coinbase.com/oauth2/token',
        scopeSeparator: ',',
        accessTokenTtlSeconds: 3600,
        refresh: { issued: 'always', rotates: true },
        revocation: { url: 'https://login.coinbase.com/oauth2/revoke', clientAuth: 'body' },
      },
      test: { kind: 'request', request: { url: '/v2/user' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.data.id', label: '$.data.name' },
      credentialUrl: 'https://portal.cdp.coinbase.com',
      guidance: [
        'Sign in to Coinbase with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In the developer platform of Coinbase, create an OAuth client and add the redirect address shown here.',
        'Switch on the scopes listed here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
