import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const common = {
  baseUrl: 'https://api.calendly.com',
  test: { kind: 'request', request: { url: '/users/me' }, expect: { status: [200] } },
  account: { from: 'test', id: '$.resource.uri', label: '$.resource.email' },
} satisfies Partial<MethodDefinitionInput>;

export const calendly = defineApp({
  id: 'calendly',
  name: 'Calendly',
  category: 'scheduling',
  description: 'Read scheduled events and invitees in Calendly.',
  docsUrl: 'https://developer.calendly.com/api-docs',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['n8n', 'nango'],
    note: 'The test request was found in one source only. Not confirmed by two sources: Personal access token.',
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
        authorizationUrl: 'https://auth.calendly.com/oauth/authorize',
        tokenUrl: 'https://auth.calendly.com/oauth/token',
        pkce: 'supported',
        scopeParam: null,
        accessTokenTtlSeconds: 7200,
        refresh: { issued: 'always', rotates: true },
        tokenFields: { owner_uri: '$.owner' },
        revocation: { url: 'https://auth.calendly.com/oauth/revoke', clientAuth: 'body' },
      },
      credentialUrl: 'https://developer.calendly.com/console/apps',
      guidance: [
        'Sign in to Calendly with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In the Calendly developer console, create an OAuth app and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
    {
      ...common,
      key: 'personal-access-token',
      kind: 'api_key',
      label: 'Personal access token',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'Personal access token', secret: true }],
      credentialUrl: 'https://calendly.com/integrations/api_webhooks',
      guidance: [
        'In Calendly, open Integrations & apps, API and webhooks, and generate a token.',
        'Copy it; it is shown once.',
      ],
    },
  ],
});
