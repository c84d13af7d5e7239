import { defineApp } from '../app-definition/index.ts';

export const facebook = defineApp({
  id: 'facebook',
  name: 'Facebook',
  category: 'social',
  description: 'Work with the Facebook Pages of an account.',
  docsUrl: 'https://developers.facebook.com/docs/graph-api',
  priority: true,
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['nango', 'grant', 'n8n', 'vendor documentation'],
    note: 'The test request is not confirmed. Sources differ in API version and in how scopes are separated; the comma is used.',
  },
  methods: [
    {
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: 'https://graph.facebook.com/v24.0',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [
        { name: 'public_profile', why: 'Tells which Facebook account was connected.' },
        {
          name: 'pages_show_list',
          why: 'Lists the Pages that you manage.',
          note: 'Facebook reviews clients that ask people outside the developer team.',
        },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://www.facebook.com/v24.0/dialog/oauth',
        tokenUrl: 'https://graph.facebook.com/v24.0/oauth/access_token',
        scopeSeparator: ',',
        accessTokenTtlSeconds: 5_184_000,
        longLivedExchange: {
          url: 'https://graph.facebook.com/v24.0/oauth/access_token',
          grantType: 'fb_exchange_token',
          tokenParam: 'fb_exchange_token',
          ttlSeconds: 5_184_000,
        },
        refresh: { issued: 'never' },
        revocation: {
          url: 'https://graph.facebook.com/v24.0/me/permissions',
          method: 'DELETE',
          token: 'access_token',
          send: 'bearer',
          ends: 'grant',
        },
      },
      test: {
        kind: 'request',
        request: { url: '/me?fields=id,name' },
        expect: { status: [200], at: '$.id', present: true },
        invalid: [{ status: [401] }, { at: '$.error.code', equals: [102, 190] }],
      },
      permissionTest: {
        kind: 'request',
        request: { url: '/me/permissions' },
        expect: { status: [200], at: '$.data[?permission=pages_show_list].status', equals: ['granted'] },
        missing: [
          { status: [200], at: '$.data[?permission=pages_show_list].status', equals: ['declined', 'expired'] },
          { status: [200], at: '$.data[?permission=pages_show_list].status', present: false },
          { status: [403] },
        ],
      },
      errors: [
        {
          when: { at: '$.error.code', equals: [4, 17, 32, 613] },
          code: 'rate_limited',
          part: 'api',
          outcome: 'undecided',
          meaning: 'Facebook has counted too many calls for this client, account or Page.',
        },
        {
          when: { at: '$.error.code', equals: [10, 200] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The account has not granted what this call needs.',
        },
      ],
      account: { from: 'test', id: '$.id', label: '$.name' },
      credentialUrl: 'https://developers.facebook.com/apps',
      guidance: [
        'Sign in with the Facebook account that manages the Pages.',
        'Choose the Pages that workflows may use and continue.',
        'Facebook gives no refresh token: the connection has to be reauthorized about every 60 days.',
      ],
      clientGuidance: [
        'On Meta for Developers, create an app of type Business and add Facebook Login.',
        'Under Facebook Login, Settings, add the redirect address shown here as a valid OAuth redirect URI.',
        'Copy App ID and App secret from Settings, Basic, and enter them here as client ID and client secret.',
      ],
      troubleshooting: [
        {
          code: '190',
          symptom: 'The connection needs to be reauthorized.',
          fix: 'The token ended after 60 days, the password was changed, or the app was removed in Facebook. Reconnect.',
        },
        {
          symptom: 'A Page is missing.',
          fix: 'It was not ticked while connecting, or the account has no role on it. Reconnect and choose Edit previous settings.',
        },
        {
          symptom: 'Only people of the developer team can connect.',
          fix: 'The client is still in development mode. Switch it to Live after the review.',
        },
      ],
    },
  ],
});
