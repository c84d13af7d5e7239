import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const common = {
  baseUrl: 'https://www.eventbriteapi.com',
  test: { kind: 'request', request: { url: '/v3/users/me/' }, expect: { status: [200] } },
  account: { from: 'test', id: '$.id', label: '$.emails[0].email' },
  credentialUrl: 'https://www.eventbrite.com/platform/api-keys',
} satisfies Partial<MethodDefinitionInput>;

export const eventbrite = defineApp({
  id: 'eventbrite',
  name: 'Eventbrite',
  category: 'marketing',
  description: 'Read events, orders and attendees in Eventbrite.',
  docsUrl: 'https://www.eventbrite.com/platform/api',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['automatisch', 'grant', 'nango'],
    note: 'The test request was found in two sources, but which account it names was not compared. Not confirmed by two sources: Private token.',
  },
  methods: [
    {
      ...common,
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://www.eventbrite.com/oauth/authorize',
        tokenUrl: 'https://www.eventbrite.com/oauth/token',
        scopeParam: null,
        refresh: { issued: 'never' },
        accessTokenTtlSeconds: null,
      },
      guidance: [
        'Sign in to Eventbrite with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In Eventbrite, under Account settings, API keys, create a key and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
    {
      ...common,
      key: 'private-token',
      kind: 'api_key',
      label: 'Private token',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'Private token', secret: true }],
      guidance: [
        'In Eventbrite, open Account settings, Developer links, API keys.',
        'Create a key, choose Show, and copy the private token.',
      ],
    },
  ],
});
