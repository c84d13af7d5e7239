import { defineApp } from '../app-definition/index.ts';

export const webflow = defineApp({
  id: 'webflow',
  name: 'Webflow',
  category: 'cms',
  description: 'Read and change sites and collections in Webflow.',
  docsUrl: 'https://developers.webflow.com',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['n8n', 'nango'],
    note: 'The test request is not confirmed by any source. Not confirmed by two sources: Site token.',
  },
  methods: [
    {
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: 'https://api.webflow.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [
        { name: 'authorized_user:read', why: 'Tells which Webflow account was connected.' },
        { name: 'sites:read', why: 'Reads sites; changes nothing.' },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://webflow.com/oauth/authorize',
        tokenUrl: 'https://api.webflow.com/oauth/access_token',
        refresh: { issued: 'never' },
        revocation: { url: 'https://webflow.com/oauth/revoke_authorization', clientAuth: 'body' },
        accessTokenTtlSeconds: null,
      },
      test: { kind: 'request', request: { url: '/v2/token/authorized_by' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.id', label: '$.email' },
      credentialUrl: 'https://webflow.com/dashboard/workspace/integrations',
      guidance: [
        'Sign in to Webflow with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In the workspace settings of Webflow, under Apps and integrations, create an app and add the redirect address shown here.',
        'Switch on the scopes listed here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
    {
      key: 'site-token',
      kind: 'api_key',
      label: 'Site token',
      baseUrl: 'https://api.webflow.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'Site token', secret: true }],
      scopes: [{ name: 'sites:read', why: 'Tells which site it is.' }],
      test: { kind: 'request', request: { url: '/v2/sites' }, expect: { status: [200] } },
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The token works, but lacks the scope sites:read.',
        },
      ],
      account: { from: 'test', id: '$.sites[0].id', label: '$.sites[0].displayName', represents: 'workspace' },
      credentialPlace: 'Site settings, Apps and integrations, API access',
      guidance: [
        'In Webflow, open Site settings, Apps and integrations, API access, and generate a token.',
        'Choose reading of sites for the test, and what workflows need. Copy it; it is shown once.',
      ],
      troubleshooting: [
        {
          symptom: 'The connection ended although nobody revoked it.',
          fix: 'Webflow ends tokens that are unused for a year. Generate a new one.',
        },
      ],
    },
  ],
});
