import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const common = {
  baseUrl: 'https://api.ramp.com',
  inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
  test: { kind: 'request', request: { url: '/developer/v1/business' }, expect: { status: [200] } },
  account: { from: 'test', id: '$.id', label: '$.business_name_on_card', represents: 'workspace' },
  credentialUrl: 'https://app.ramp.com/settings/developer',
} satisfies Partial<MethodDefinitionInput>;

export const ramp = defineApp({
  id: 'ramp',
  name: 'Ramp',
  category: 'finance',
  description: 'Read cards, transactions and bills in Ramp.',
  docsUrl: 'https://docs.ramp.com',
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
      scopes: [{ name: 'business:read', why: 'Reads the name of the business.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://app.ramp.com/v1/authorize',
        tokenUrl: 'https://api.ramp.com/developer/v1/token',
        clientAuth: 'basic',
        refresh: { issued: 'always' },
      },
      guidance: [
        'Sign in to Ramp with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In Ramp, under Company, Developer, create an app and add the redirect address shown here.',
        'Switch on the scopes listed here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
    {
      ...common,
      key: 'client-credentials',
      kind: 'oauth2_client_credentials',
      label: 'Client ID and secret',
      fields: [
        { key: 'client_id', label: 'Client ID' },
        { key: 'client_secret', label: 'Client secret', secret: true },
      ],
      scopes: [{ name: 'business:read', why: 'Reads the name of the business.' }],
      oauth2: {
        grant: 'client_credentials',
        tokenUrl: 'https://api.ramp.com/developer/v1/token',
        clientAuth: 'basic',
        accessTokenTtlSeconds: 864_000,
        refresh: { issued: 'never' },
      },
      guidance: [
        'As an administrator of Ramp, open Company, Developer, and create an app.',
        'Switch on client credentials and the scopes listed here, and what workflows need.',
        'Copy client ID and client secret.',
      ],
    },
  ],
});
