import { defineApp } from '../app-definition/index.ts';

export const bitly = defineApp({
  id: 'bitly',
  name: 'Bitly',
  category: 'marketing',
  description: 'Shorten links and read how often they are opened.',
  docsUrl: 'https://dev.bitly.com/api-reference',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['grant', 'nango'],
    note: 'The test request was found in one source only. Not confirmed by two sources: Access token.',
  },
  methods: [
    {
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: 'https://api-ssl.bitly.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://bitly.com/oauth/authorize',
        tokenUrl: 'https://api-ssl.bitly.com/oauth/access_token',
        scopeParam: null,
        refresh: { issued: 'never' },
        tokenHeaders: { Accept: 'application/json' },
        accessTokenTtlSeconds: null,
      },
      test: { kind: 'request', request: { url: '/v4/user' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.login', label: '$.name' },
      credentialUrl: 'https://app.bitly.com/settings/api/oauth/',
      guidance: [
        'Sign in to Bitly with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In the Bitly settings, under Developer settings, OAuth apps, create an app and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'Access token',
      baseUrl: 'https://api-ssl.bitly.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'Access token', secret: true }],
      test: {
        kind: 'request',
        request: { url: '/v4/user' },
        expect: { status: [200] },
        invalid: [{ status: [401] }, { status: [403], at: '$.message', equals: ['FORBIDDEN', 'INVALID_ACCESS_TOKEN'] }],
      },
      account: { from: 'test', id: '$.login', label: '$.name' },
      credentialUrl: 'https://app.bitly.com/settings/api/',
      guidance: ['In Bitly, open Settings, API.', 'Enter your password, generate an access token and copy it.'],
    },
  ],
});
