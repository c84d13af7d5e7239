import { defineApp } from '../app-definition/index.ts';

export const trustpilot = defineApp({
  id: 'trustpilot',
  name: 'Trustpilot',
  category: 'marketing',
  description: 'Read and answer reviews on Trustpilot.',
  docsUrl: 'https://developers.trustpilot.com',
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
      baseUrl: 'https://api.trustpilot.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://authenticate.trustpilot.com',
        tokenUrl: 'https://api.trustpilot.com/v1/oauth/oauth-business-users-for-applications/accesstoken',
        refreshUrl: 'https://api.trustpilot.com/v1/oauth/oauth-business-users-for-applications/refresh',
        clientAuth: 'basic',
        scopeParam: null,
        accessTokenTtlSeconds: 360_000,
        refresh: { issued: 'always' },
      },
      test: {
        kind: 'untestable',
        reason: 'Trustpilot has no call that is known to work for every account and only checks the login.',
      },
      account: { from: 'field', id: 'sha256({access_token})', represents: 'key' },
      credentialUrl: 'https://businessapp.b2b.trustpilot.com',
      credentialPlace: 'Integrations, API',
      guidance: [
        'Sign in to Trustpilot with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In the business portal of Trustpilot, under Integrations, API, create an application and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
