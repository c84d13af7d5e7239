import { defineApp } from '../app-definition/index.ts';

export const signnow = defineApp({
  id: 'signnow',
  name: 'SignNow',
  category: 'documents',
  description: 'Send documents for signature with SignNow.',
  docsUrl: 'https://docs.signnow.com',
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
      baseUrl: 'https://api.signnow.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://app.signnow.com/authorize',
        tokenUrl: 'https://api.signnow.com/oauth2/token',
        clientAuth: 'basic',
        scopeParam: null,
        accessTokenTtlSeconds: 2_592_000,
        refresh: { issued: 'always' },
      },
      test: { kind: 'request', request: { url: '/user' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.id', label: '$.primary_email' },
      credentialUrl: 'https://app.signnow.com/webapp/api-dashboard/keys',
      guidance: [
        'Sign in to SignNow with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In the API dashboard of SignNow, create an app and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
