import { defineApp } from '../app-definition/index.ts';

export const teamwork = defineApp({
  id: 'teamwork',
  name: 'Teamwork.com',
  category: 'project-management',
  description: 'Read and update projects and tasks in Teamwork.com.',
  docsUrl: 'https://apidocs.teamwork.com',
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
      baseUrl: '{installation_api_end_point}',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      fields: [
        {
          key: 'installation_api_end_point',
          label: 'Site',
          required: false,
          format: 'url',
          allowedHostSuffixes: ['.teamwork.com'],
          filledFrom: { from: 'token', path: '$.installation.apiEndPoint' },
        },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://www.teamwork.com/launchpad/login',
        tokenUrl: 'https://www.teamwork.com/launchpad/v1/token.json',
        tokenRequestFormat: 'json',
        scopeParam: null,
        refresh: { issued: 'never' },
        accessTokenTtlSeconds: null,
      },
      test: { kind: 'request', request: { url: '/me.json' }, expect: { status: [200] } },
      account: { from: 'test', id: '{installation_api_end_point}#$.person.id', label: '$.person["email-address"]' },
      credentialPlace: 'Developer portal of Teamwork.com',
      guidance: [
        'Sign in to Teamwork.com with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In the developer portal of Teamwork.com, create an app and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
