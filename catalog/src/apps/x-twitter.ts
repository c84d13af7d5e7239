import { defineApp } from '../app-definition/index.ts';

export const xTwitter = defineApp({
  id: 'x-twitter',
  name: 'X (Twitter)',
  category: 'social',
  description: 'Read and publish posts on X.',
  docsUrl: 'https://docs.x.com/x-api',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['n8n'],
    note: 'Address and place of the credential were found in one source only. Sources name different hosts; the newer one is used.',
  },
  methods: [
    {
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: 'https://api.x.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [
        { name: 'users.read', why: 'Tells which X account was connected.' },
        { name: 'tweet.read', why: 'Reads posts; X asks for it together with reading of users.' },
        { name: 'offline.access', why: 'Keeps the connection alive without asking you again.' },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://x.com/i/oauth2/authorize',
        tokenUrl: 'https://api.x.com/2/oauth2/token',
        clientAuth: 'basic',
        pkce: 'required',
        accessTokenTtlSeconds: 7200,
        refresh: { issued: 'with_scope', issuedWith: 'offline.access', rotates: true },
        revocation: { url: 'https://api.x.com/2/oauth2/revoke', clientAuth: 'basic' },
      },
      test: { kind: 'request', request: { url: '/2/users/me' }, expect: { status: [200] } },
      permissionTest: { kind: 'scopes', of: 'token', path: '$.scope' },
      account: { from: 'test', id: '$.data.id', label: '$.data.username' },
      credentialUrl: 'https://developer.x.com/en/portal/dashboard',
      guidance: [
        'Sign in to X (Twitter) with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In the developer portal of X, create an app and add the redirect address shown here.',
        'Under User authentication settings, choose a web app and switch on OAuth 2.0.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
