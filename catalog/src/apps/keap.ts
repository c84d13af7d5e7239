import { defineApp } from '../app-definition/index.ts';

export const keap = defineApp({
  id: 'keap',
  name: 'Keap',
  category: 'crm',
  description: 'Manage contacts and campaigns in Keap.',
  docsUrl: 'https://developer.infusionsoft.com',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['grant', 'nango'],
    note: 'The sources do not cover the same parts, so nothing was found twice. The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: 'https://api.infusionsoft.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [{ name: 'full', why: 'Reads and changes all data; Keap has no narrower scope.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://accounts.infusionsoft.com/app/oauth/authorize',
        tokenUrl: 'https://api.infusionsoft.com/token',
        clientAuth: 'basic',
        accessTokenTtlSeconds: 86_400,
        refresh: { issued: 'always', rotates: true },
      },
      test: { kind: 'request', request: { url: '/crm/rest/v1/account/profile' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.email', label: '$.name', represents: 'workspace' },
      credentialUrl: 'https://keys.developer.keap.com',
      guidance: [
        'Sign in to Keap with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In the Keap developer portal, create an app and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
