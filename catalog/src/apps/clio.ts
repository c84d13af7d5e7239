import { defineApp } from '../app-definition/index.ts';

export const clio = defineApp({
  id: 'clio',
  name: 'Clio',
  category: 'legal',
  description: 'Read matters, contacts and time entries in Clio.',
  docsUrl: 'https://docs.developers.clio.com',
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
      baseUrl: 'https://{host}',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      fields: [
        {
          key: 'host',
          label: 'Region',
          options: [
            { value: 'app.clio.com', label: 'United States' },
            { value: 'eu.app.clio.com', label: 'Europe' },
            { value: 'ca.app.clio.com', label: 'Canada' },
            { value: 'au.app.clio.com', label: 'Australia' },
          ],
          default: 'app.clio.com',
        },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://{host}/oauth/authorize',
        tokenUrl: 'https://{host}/oauth/token',
        scopeParam: null,
        refresh: { issued: 'always', rotates: false },
        revocation: {
          url: 'https://{host}/oauth/deauthorize',
          clientAuth: 'none',
          send: 'bearer',
          token: 'access_token',
        },
      },
      test: { kind: 'request', request: { url: '/api/v4/users/who_am_i' }, expect: { status: [200] } },
      account: { from: 'test', id: '{host}#$.data.id', label: '$.data.name' },
      credentialUrl: 'https://{host}/settings/developer_applications',
      credentialPlace: 'Settings, Developer applications',
      guidance: [
        'Sign in to Clio with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In Clio, under Settings, Developer applications, create an application and add the redirect address shown here.',
        'Tick the permissions there; they belong to the application.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
