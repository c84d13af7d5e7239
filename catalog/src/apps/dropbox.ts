import { defineApp } from '../app-definition/index.ts';

export const dropbox = defineApp({
  id: 'dropbox',
  name: 'Dropbox',
  category: 'storage',
  description: 'Read and store files in Dropbox.',
  docsUrl: 'https://www.dropbox.com/developers/documentation/http/documentation',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['automatisch', 'grant', 'nango'],
    note: 'The test request was found in two sources, but which account it names was not compared.',
  },
  methods: [
    {
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: 'https://api.dropboxapi.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [
        { name: 'account_info.read', why: 'Tells which Dropbox account was connected.' },
        { name: 'files.metadata.read', why: 'Lists files and folders.' },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://www.dropbox.com/oauth2/authorize',
        tokenUrl: 'https://api.dropboxapi.com/oauth2/token',
        clientAuth: 'either',
        pkce: 'supported',
        authorizationParams: { token_access_type: 'offline' },
        accessTokenTtlSeconds: 14_400,
        refresh: { issued: 'with_param', issuedWith: 'token_access_type=offline', rotates: false },
        tokenFields: { account_id: '$.account_id', team_id: '$.team_id' },
        revocation: {
          url: 'https://api.dropboxapi.com/2/auth/token/revoke',
          clientAuth: 'none',
          send: 'bearer',
          token: 'access_token',
        },
      },
      test: {
        kind: 'request',
        request: { method: 'POST', url: '/2/users/get_current_account', body: { format: 'empty' } },
        expect: { status: [200] },
      },
      permissionTest: { kind: 'scopes', of: 'token', path: '$.scope' },
      account: { from: 'test', id: '$.account_id', label: '$.email' },
      credentialUrl: 'https://www.dropbox.com/developers/apps',
      guidance: [
        'Sign in to Dropbox with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In the app console of Dropbox, create an app with scoped access and add the redirect address shown here.',
        'Under Permissions, switch on the scopes listed here.',
        'Copy client ID and client secret and enter them here.',
      ],
      troubleshooting: [
        {
          symptom: 'A permission is missing although it was switched on.',
          fix: 'A change of the permissions counts for new grants only. Reconnect.',
        },
      ],
    },
  ],
});
