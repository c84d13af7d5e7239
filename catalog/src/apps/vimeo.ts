import { defineApp } from '../app-definition/index.ts';

export const vimeo = defineApp({
  id: 'vimeo',
  name: 'Vimeo',
  category: 'media',
  description: 'Read and upload videos on Vimeo.',
  docsUrl: 'https://developer.vimeo.com/api/reference',
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
      baseUrl: 'https://api.vimeo.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [
        { name: 'public', why: 'Reads public videos.' },
        { name: 'private', why: 'Reads the private videos of the account, and tells whose it is.' },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://api.vimeo.com/oauth/authorize',
        tokenUrl: 'https://api.vimeo.com/oauth/access_token',
        clientAuth: 'basic',
        refresh: { issued: 'never' },
        revocation: {
          url: 'https://api.vimeo.com/tokens',
          clientAuth: 'none',
          method: 'DELETE',
          token: 'access_token',
          send: 'bearer',
        },
        accessTokenTtlSeconds: null,
      },
      test: { kind: 'request', request: { url: '/me' }, expect: { status: [200] } },
      permissionTest: { kind: 'scopes', of: 'token', path: '$.scope' },
      account: { from: 'test', id: '$.uri', label: '$.name' },
      credentialUrl: 'https://developer.vimeo.com/apps',
      guidance: [
        'Sign in to Vimeo with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'At developer.vimeo.com, create an app and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
