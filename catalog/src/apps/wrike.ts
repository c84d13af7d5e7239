import { defineApp } from '../app-definition/index.ts';

export const wrike = defineApp({
  id: 'wrike',
  name: 'Wrike',
  category: 'project-management',
  description: 'Read and update tasks in Wrike.',
  docsUrl: 'https://developers.wrike.com',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['nango'],
    note: 'Address and place of the credential were found in one source only.',
  },
  methods: [
    {
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: 'https://{host}/api/v4',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      fields: [
        {
          key: 'host',
          label: 'API host',
          required: false,
          format: 'host',
          allowedHostSuffixes: ['.wrike.com'],
          filledFrom: { from: 'token', path: '$.host' },
        },
      ],
      scopes: [
        { name: 'Default', why: 'Reads and changes what the person may; Wrike has it as the smallest usual scope.' },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://login.wrike.com/oauth2/authorize/v4',
        tokenUrl: 'https://login.wrike.com/oauth2/token',
        scopeSeparator: ',',
        accessTokenTtlSeconds: 3600,
        refresh: { issued: 'always', rotates: true },
      },
      test: { kind: 'request', request: { url: '/contacts?me=true' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.data[0].id', label: '$.data[0].profiles[0].email' },
      credentialUrl: 'https://www.wrike.com/frontend/apps/index.html#/api',
      guidance: [
        'Sign in to Wrike with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In Wrike, under Apps and integrations, API, create an app and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
