import { defineApp } from '../app-definition/index.ts';

export const canva = defineApp({
  id: 'canva',
  name: 'Canva',
  category: 'design',
  description: 'Read designs and export them from Canva.',
  docsUrl: 'https://www.canva.dev/docs/connect/',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['nango'],
    note: 'Address and place of the credential were found in one source only.',
  },
  methods: [
    {
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: 'https://api.canva.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [{ name: 'profile:read', why: 'Reads the profile of the connected user.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://www.canva.com/api/oauth/authorize',
        tokenUrl: 'https://api.canva.com/rest/v1/oauth/token',
        clientAuth: 'basic',
        pkce: 'required',
        accessTokenTtlSeconds: 14_400,
        refresh: { issued: 'always', rotates: true },
        revocation: { url: 'https://api.canva.com/rest/v1/oauth/revoke', clientAuth: 'basic' },
      },
      test: { kind: 'request', request: { url: '/rest/v1/users/me' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.team_user.team_id#$.team_user.user_id', label: '$.team_user.user_id' },
      credentialUrl: 'https://www.canva.com/developers/integrations',
      guidance: [
        'Sign in to Canva with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In the Canva developer portal, create an integration and add the redirect address shown here.',
        'Switch on the scopes listed here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
