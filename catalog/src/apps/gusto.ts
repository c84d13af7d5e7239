import { defineApp } from '../app-definition/index.ts';

export const gusto = defineApp({
  id: 'gusto',
  name: 'Gusto',
  category: 'hr',
  description: 'Read employees and payrolls in Gusto.',
  docsUrl: 'https://docs.gusto.com',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['nango'],
    note: 'Address and place of the credential were found in one source only. The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: 'https://api.gusto.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      staticHeaders: { 'X-Gusto-API-Version': '2024-04-01' },
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://api.gusto.com/oauth/authorize',
        tokenUrl: 'https://api.gusto.com/oauth/token',
        scopeParam: null,
        accessTokenTtlSeconds: 7200,
        refresh: { issued: 'always', rotates: true },
      },
      test: { kind: 'request', request: { url: '/v1/token_info' }, expect: { status: [200] } },
      account: {
        from: 'test',
        id: '$.resource_owner.uuid|$.resource.uuid',
        label: '$.resource.type',
        represents: 'workspace',
      },
      credentialUrl: 'https://dev.gusto.com',
      guidance: [
        'Sign in to Gusto with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In the Gusto developer portal, create an application and add the redirect address shown here.',
        'Production access takes a review by Gusto.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
