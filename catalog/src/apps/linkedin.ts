import { defineApp } from '../app-definition/index.ts';

export const linkedin = defineApp({
  id: 'linkedin',
  name: 'LinkedIn',
  category: 'social',
  description: 'Tell who a LinkedIn member is.',
  docsUrl: 'https://learn.microsoft.com/linkedin/',
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
      baseUrl: 'https://api.linkedin.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [
        { name: 'openid', why: 'Tells which account was connected.' },
        { name: 'profile', why: 'Shows the name beside the connection.' },
        { name: 'email', why: 'Shows the e-mail address beside the connection.' },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://www.linkedin.com/oauth/v2/authorization',
        tokenUrl: 'https://www.linkedin.com/oauth/v2/accessToken',
        accessTokenTtlSeconds: 5_184_000,
        refresh: { issued: 'approved_partners_only', rotates: false, ttlSeconds: 31_536_000 },
        revocation: { url: 'https://www.linkedin.com/oauth/v2/revoke', clientAuth: 'body' },
      },
      test: { kind: 'request', request: { url: '/v2/userinfo' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.sub', label: '$.email' },
      credentialUrl: 'https://www.linkedin.com/developers/apps',
      guidance: [
        'Sign in to LinkedIn with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'At linkedin.com/developers, create an app and add the redirect address shown here.',
        'Under Products, add Sign In with LinkedIn using OpenID Connect.',
        'Copy client ID and client secret and enter them here.',
      ],
      troubleshooting: [
        {
          symptom: 'The connection has to be reauthorized every 60 days.',
          fix: 'LinkedIn hands out refresh tokens to approved partners only. Reconnect.',
        },
      ],
    },
  ],
});
