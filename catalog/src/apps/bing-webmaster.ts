import { defineApp } from '../app-definition/index.ts';

export const bingWebmaster = defineApp({
  id: 'bing-webmaster',
  name: 'Bing Webmaster Tools',
  category: 'search-seo',
  description: 'Read how a site does in Bing search.',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['nango'],
    note: 'Address and place of the credential were found in one source only. The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://ssl.bing.com/webmaster/api.svc/json',
      inject: [{ in: 'query', name: 'apikey', value: '{api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', secret: true }],
      test: {
        kind: 'request',
        request: { url: '/GetUserSites' },
        expect: { status: [200] },
        invalid: [{ status: [401] }, { at: '$.ErrorCode', equals: [3] }],
      },
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://www.bing.com/webmasters/',
      guidance: [
        'In Bing Webmaster Tools, choose the gear at the top right, then API access.',
        'Generate an API key and copy it. It covers all your sites.',
      ],
    },
    {
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: 'https://www.bing.com/webmaster/api.svc/json',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [{ name: 'webmaster.read', why: 'Reads sites, traffic and crawl errors.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://www.bing.com/webmasters/oauth/authorize',
        tokenUrl: 'https://www.bing.com/webmasters/oauth/token',
        refreshUrl: 'https://www.bing.com/webmasters/token',
        accessTokenTtlSeconds: 3599,
        refresh: { issued: 'always' },
      },
      test: { kind: 'request', request: { url: '/GetUserSites' }, expect: { status: [200] } },
      account: { from: 'field', id: 'sha256({access_token})', represents: 'key' },
      credentialUrl: 'https://www.bing.com/webmasters/',
      credentialPlace: 'Settings, API access, OAuth client',
      guidance: [
        'Sign in to Bing Webmaster Tools with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In Bing Webmaster Tools, under API access, create an OAuth client and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
