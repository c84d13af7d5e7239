import { defineApp } from '../app-definition/index.ts';

export const box = defineApp({
  id: 'box',
  name: 'Box',
  category: 'storage',
  description: 'Read and store files in Box.',
  docsUrl: 'https://developer.box.com/reference/',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['grant', 'n8n', 'nango'],
    note: 'The test request is not confirmed by any source. Not confirmed by two sources: Client ID and secret.',
  },
  methods: [
    {
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: 'https://api.box.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://account.box.com/api/oauth2/authorize',
        tokenUrl: 'https://api.box.com/oauth2/token',
        scopeParam: null,
        accessTokenTtlSeconds: 3600,
        refresh: { issued: 'always', rotates: true, ttlSeconds: 5_184_000 },
        revocation: { url: 'https://api.box.com/oauth2/revoke', clientAuth: 'body' },
      },
      test: { kind: 'request', request: { url: '/2.0/users/me' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.id', label: '$.login' },
      credentialUrl: 'https://app.box.com/developers/console',
      guidance: [
        'Sign in to Box with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In the Box developer console, create a custom app with user authentication and add the redirect address shown here.',
        'Under Application scopes, choose only what workflows need.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
    {
      key: 'client-credentials',
      kind: 'oauth2_client_credentials',
      label: 'Client ID and secret',
      baseUrl: 'https://api.box.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      fields: [
        { key: 'client_id', label: 'Client ID' },
        {
          key: 'subject_type',
          label: 'Act as',
          options: [
            { value: 'enterprise', label: 'Service account of the enterprise' },
            { value: 'user', label: 'A user' },
          ],
          default: 'enterprise',
        },
        {
          key: 'subject_id',
          label: 'Enterprise or user ID',
          help: 'A number, shown in the settings of the app or in the admin console.',
          pattern: '^[0-9]+$',
          example: '123456789',
        },
        { key: 'client_secret', label: 'Client secret', secret: true },
      ],
      oauth2: {
        grant: 'client_credentials',
        tokenUrl: 'https://api.box.com/oauth2/token',
        tokenParams: { box_subject_type: '{subject_type}', box_subject_id: '{subject_id}' },
        accessTokenTtlSeconds: 3600,
        refresh: { issued: 'never' },
      },
      test: {
        kind: 'request',
        request: { url: '/2.0/users/me' },
        expect: { status: [200] },
        invalid: [{ status: [401] }],
      },
      account: { from: 'test', id: '$.id', label: '$.login' },
      credentialUrl: 'https://app.box.com/developers/console',
      guidance: [
        'In the Box developer console, create a custom app with server authentication (client credentials grant).',
        'Let an administrator authorize it in the admin console.',
        'Copy client ID and client secret, and the enterprise ID.',
      ],
      troubleshooting: [
        {
          code: 'unauthorized_client',
          symptom: 'Authorization rejected.',
          fix: 'An administrator has to authorize the app in the admin console, again after each change of its scopes.',
        },
      ],
    },
  ],
});
