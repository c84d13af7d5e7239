import { defineApp } from '../app-definition/index.ts';

export const ringcentral = defineApp({
  id: 'ringcentral',
  name: 'RingCentral',
  category: 'voice',
  description: 'Read calls and messages of a RingCentral account.',
  docsUrl: 'https://developers.ringcentral.com',
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
      baseUrl: 'https://platform.ringcentral.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://platform.ringcentral.com/restapi/oauth/authorize',
        tokenUrl: 'https://platform.ringcentral.com/restapi/oauth/token',
        clientAuth: 'basic',
        pkce: 'supported',
        scopeParam: null,
        accessTokenTtlSeconds: 3600,
        refresh: { issued: 'always', rotates: true, ttlSeconds: 604_800 },
        tokenPaths: { refreshExpiresIn: '$.refresh_token_expires_in' },
        tokenFields: { owner_id: '$.owner_id' },
        revocation: { url: 'https://platform.ringcentral.com/restapi/oauth/revoke', clientAuth: 'basic' },
      },
      test: { kind: 'request', request: { url: '/restapi/v1.0/account/~/extension/~' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.account.id#$.id', label: '$.contact.email' },
      credentialUrl: 'https://developers.ringcentral.com/my-account.html',
      guidance: [
        'Sign in to RingCentral with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In the RingCentral developer console, create a REST API app and add the redirect address shown here.',
        'Choose the permissions there; they belong to the app.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
