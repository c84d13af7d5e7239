import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const common = {
  test: { kind: 'request', request: { url: '/me' }, expect: { status: [200] } },
  account: { from: 'test', id: '$.app.id_code', label: '$.app.name', represents: 'workspace' },
  credentialUrl: 'https://app.intercom.com/a/apps/_/developer-hub',
} satisfies Partial<MethodDefinitionInput>;

export const intercom = defineApp({
  id: 'intercom',
  name: 'Intercom',
  category: 'customer-support',
  description: 'Read and answer conversations in Intercom.',
  docsUrl: 'https://developers.intercom.com',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['nango', 'trufflehog'],
    note: 'The sources do not cover the same parts, so nothing was found twice. The test request is not confirmed by any source.',
  },
  methods: [
    {
      ...common,
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: 'https://{api_host}',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      fields: [
        {
          key: 'api_host',
          label: 'Region',
          options: [
            { value: 'api.intercom.io', label: 'United States' },
            { value: 'api.eu.intercom.io', label: 'Europe' },
            { value: 'api.au.intercom.io', label: 'Australia' },
          ],
          default: 'api.intercom.io',
        },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://app.intercom.com/oauth',
        tokenUrl: 'https://api.intercom.io/auth/eagle/token',
        scopeParam: null,
        refresh: { issued: 'never' },
        accessTokenTtlSeconds: null,
      },
      guidance: [
        'Sign in to Intercom with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In the developer hub of Intercom, create an app and add the redirect address shown here.',
        'Tick the permissions there; they belong to the app.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
    {
      ...common,
      key: 'api-key',
      kind: 'api_key',
      label: 'Access token',
      baseUrl: 'https://api.intercom.io',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'Access token', secret: true }],
      guidance: [
        'In the developer hub of Intercom, create an app for your workspace.',
        'Under Configure, Authentication, copy the access token. This host serves the region United States.',
      ],
    },
  ],
});
