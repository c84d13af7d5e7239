import { defineApp } from '../app-definition/index.ts';

export const wordpressCom = defineApp({
  id: 'wordpress-com',
  name: 'WordPress.com',
  category: 'cms',
  description: 'Read and publish posts of a site on WordPress.com.',
  docsUrl: 'https://developer.wordpress.com/docs/api/',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['grant', 'nango'],
    note: 'The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: 'https://public-api.wordpress.com/rest/v1.1',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [{ name: 'auth', why: 'Tells which WordPress.com account was connected.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://public-api.wordpress.com/oauth2/authorize',
        tokenUrl: 'https://public-api.wordpress.com/oauth2/token',
        refresh: { issued: 'never' },
        tokenFields: { blog_id: '$.blog_id', blog_url: '$.blog_url' },
        accessTokenTtlSeconds: null,
      },
      test: {
        kind: 'request',
        request: { url: '/me' },
        expect: { status: [200] },
        invalid: [{ status: [401] }, { at: '$.error', equals: ['invalid_token', 'authorization_required'] }],
      },
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The login works, but this was not granted.',
        },
      ],
      account: { from: 'test', id: '$.ID', label: '$.username' },
      credentialUrl: 'https://developer.wordpress.com/apps/',
      guidance: [
        'Sign in to WordPress.com with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'At developer.wordpress.com, create an application and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
