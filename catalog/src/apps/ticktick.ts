import { defineApp } from '../app-definition/index.ts';

export const ticktick = defineApp({
  id: 'ticktick',
  name: 'TickTick',
  category: 'productivity',
  description: 'Read tasks in TickTick.',
  docsUrl: 'https://developer.ticktick.com/docs',
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
      baseUrl: 'https://api.ticktick.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [{ name: 'tasks:read', why: 'Reads tasks; changes nothing.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://ticktick.com/oauth/authorize',
        tokenUrl: 'https://ticktick.com/oauth/token',
        clientAuth: 'basic',
        refresh: { issued: 'never' },
      },
      test: { kind: 'request', request: { url: '/open/v1/project' }, expect: { status: [200] } },
      account: { from: 'field', id: 'sha256({access_token})', represents: 'key' },
      credentialUrl: 'https://developer.ticktick.com/manage',
      guidance: [
        'Sign in to TickTick with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'At developer.ticktick.com, create an app and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
