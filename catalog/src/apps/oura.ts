import { defineApp } from '../app-definition/index.ts';

export const oura = defineApp({
  id: 'oura',
  name: 'Oura',
  category: 'fitness',
  description: 'Read sleep, activity and readiness of an Oura ring.',
  docsUrl: 'https://cloud.ouraring.com/v2/docs',
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
      baseUrl: 'https://api.ouraring.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [
        { name: 'personal', why: 'Reads age, weight and sex, and tells whose ring it is.' },
        { name: 'email', why: 'Shows the e-mail address beside the connection.' },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://cloud.ouraring.com/oauth/authorize',
        tokenUrl: 'https://api.ouraring.com/oauth/token',
        accessTokenTtlSeconds: 86_400,
        refresh: { issued: 'always', rotates: true },
      },
      test: { kind: 'request', request: { url: '/v2/usercollection/personal_info' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.id', label: '$.email' },
      credentialUrl: 'https://cloud.ouraring.com/oauth/applications',
      guidance: [
        'Sign in to Oura with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In the Oura cloud, under OAuth applications, create an application and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
