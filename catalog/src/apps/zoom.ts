import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const common = {
  baseUrl: 'https://api.zoom.us/v2',
  inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
  test: { kind: 'request', request: { url: '/users/me' }, expect: { status: [200] } },
  credentialUrl: 'https://marketplace.zoom.us/user/build',
} satisfies Partial<MethodDefinitionInput>;

export const zoom = defineApp({
  id: 'zoom',
  name: 'Zoom',
  category: 'video',
  description: 'Create meetings and read recordings in Zoom.',
  docsUrl: 'https://developers.zoom.us/docs/api/',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['grant', 'nango'],
    note: 'The test request is not confirmed by any source. Not confirmed by two sources: Server-to-Server OAuth.',
  },
  methods: [
    {
      ...common,
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      scopes: [{ name: 'user:read:user', why: 'Tells which Zoom account was connected.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://zoom.us/oauth/authorize',
        tokenUrl: 'https://zoom.us/oauth/token',
        clientAuth: 'basic',
        pkce: 'supported',
        accessTokenTtlSeconds: 3600,
        refresh: { issued: 'always', rotates: true, ttlSeconds: 7_776_000 },
        revocation: { url: 'https://zoom.us/oauth/revoke', clientAuth: 'basic' },
      },
      permissionTest: { kind: 'scopes', of: 'token', path: '$.scope' },
      account: { from: 'test', id: '$.account_id#$.id|$.id', label: '$.email' },
      guidance: [
        'Sign in to Zoom with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In the Zoom App Marketplace, create a general app and add the redirect address shown here.',
        'Switch on the scopes listed here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
    {
      ...common,
      key: 'server-to-server',
      kind: 'oauth2_client_credentials',
      label: 'Server-to-Server OAuth',
      fields: [
        { key: 'client_id', label: 'Client ID' },
        { key: 'account_id', label: 'Account ID', help: 'Shown under App credentials.' },
        { key: 'client_secret', label: 'Client secret', secret: true },
      ],
      scopes: [{ name: 'user:read:user:admin', why: 'Needed by the connection test.' }],
      oauth2: {
        grant: 'client_credentials',
        tokenUrl: 'https://zoom.us/oauth/token',
        clientAuth: 'basic',
        tokenParams: { grant_type: 'account_credentials', account_id: '{account_id}' },
        accessTokenTtlSeconds: 3600,
        refresh: { issued: 'never' },
        scopeParam: null,
      },
      errors: [
        {
          when: { status: [400, 403], at: '$.code', equals: [4711] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The app works, but lacks a scope.',
        },
      ],
      account: { from: 'field', id: '{account_id}', label: '{account_id}', represents: 'workspace' },
      guidance: [
        'As an administrator, create a Server-to-Server OAuth app in the Zoom App Marketplace.',
        'Add the scopes listed here and what workflows need, and activate the app.',
        'Copy account ID, client ID and client secret from App credentials.',
      ],
    },
  ],
});
