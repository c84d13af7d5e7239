import { defineApp } from '../app-definition/index.ts';

export const webex = defineApp({
  id: 'webex',
  name: 'Webex',
  category: 'video',
  description: 'Read rooms and send messages in Webex.',
  docsUrl: 'https://developer.webex.com/docs',
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
      baseUrl: 'https://webexapis.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [{ name: 'spark:people_read', why: 'Tells which Webex account was connected.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://webexapis.com/v1/authorize',
        tokenUrl: 'https://webexapis.com/v1/access_token',
        accessTokenTtlSeconds: 1_209_600,
        refresh: { issued: 'always', rotates: false, ttlSeconds: 7_776_000 },
      },
      test: { kind: 'request', request: { url: '/v1/people/me' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.id', label: '$.emails[0]' },
      credentialUrl: 'https://developer.webex.com/my-apps',
      guidance: [
        'Sign in to Webex with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'At developer.webex.com, create an integration and add the redirect address shown here.',
        'Switch on the scopes listed here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
