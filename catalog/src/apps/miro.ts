import { defineApp } from '../app-definition/index.ts';

export const miro = defineApp({
  id: 'miro',
  name: 'Miro',
  category: 'design',
  description: 'Read boards and their items in Miro.',
  docsUrl: 'https://developers.miro.com',
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
      baseUrl: 'https://api.miro.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [{ name: 'boards:read', why: 'Reads boards; changes nothing.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://miro.com/oauth/authorize',
        tokenUrl: 'https://api.miro.com/v1/oauth/token',
        accessTokenTtlSeconds: 3599,
        refresh: { issued: 'always', rotates: true, ttlSeconds: 5_184_000 },
        revocation: {
          url: 'https://api.miro.com/v2/oauth/revoke',
          clientAuth: 'body',
          send: 'json',
          param: 'accessToken',
          token: 'access_token',
        },
      },
      test: { kind: 'request', request: { url: '/v1/oauth-token' }, expect: { status: [200] } },
      permissionTest: { kind: 'scopes', of: 'token', path: '$.scope' },
      account: { from: 'test', id: '$.team.id#$.user.id|$.team.id', label: '$.team.name', represents: 'workspace' },
      credentialUrl: 'https://miro.com/app/settings/user-profile/apps',
      guidance: [
        'Sign in to Miro with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In Miro, under Profile settings, Your apps, create an app and add the redirect address shown here.',
        'Switch on the scopes listed here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
