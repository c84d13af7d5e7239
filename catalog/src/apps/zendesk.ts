import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

// Strangers are answered with status 200 and a user without an id.
const common = {
  baseUrl: 'https://{subdomain}.zendesk.com',
  test: {
    kind: 'request',
    request: { url: '/api/v2/users/me.json' },
    expect: { status: [200], at: '$.user.id', present: true },
    invalid: [{ status: [401] }, { status: [200], at: '$.user.id', present: false }],
  },
  account: { from: 'test', id: '{subdomain}#$.user.id', label: '$.user.email' },
} satisfies Partial<MethodDefinitionInput>;

export const zendesk = defineApp({
  id: 'zendesk',
  name: 'Zendesk',
  category: 'customer-support',
  description: 'Read and answer support tickets in Zendesk.',
  docsUrl: 'https://developer.zendesk.com/api-reference/',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['automatisch', 'grant', 'nango'],
    note: 'The test request is not confirmed by any source.',
  },
  methods: [
    {
      ...common,
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      fields: [
        {
          key: 'subdomain',
          label: 'Subdomain',
          help: 'The part before .zendesk.com in the address of your Zendesk.',
          format: 'host_label',
          example: 'acme',
          hostSuffix: '.zendesk.com',
        },
      ],
      scopes: [{ name: 'read', why: 'Reads tickets and users; changes nothing.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://{subdomain}.zendesk.com/oauth/authorizations/new',
        tokenUrl: 'https://{subdomain}.zendesk.com/oauth/tokens',
        tokenRequestFormat: 'json',
        pkce: 'supported',
        tokenParams: { expires_in: '1800' },
        refresh: { issued: 'with_param', rotates: true, issuedWith: 'expires_in=1800' },
      },
      credentialUrl: 'https://{subdomain}.zendesk.com/admin/apps-integrations/apis/zendesk-api/oauth_clients',
      guidance: ['Enter the subdomain of your help desk.', 'Sign in to Zendesk and choose Allow.'],
      clientGuidance: [
        'In the admin center of Zendesk, under Apps and integrations, APIs, OAuth clients, create a client and add the redirect address shown here.',
        'Its identifier is the client ID.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
    {
      ...common,
      key: 'basic',
      kind: 'basic',
      label: 'E-mail and API token',
      inject: [{ in: 'basic', username: '{email}/token', password: '{api_token}' }],
      fields: [
        { key: 'email', label: 'E-mail', help: 'Address of the agent in whose name workflows act.', format: 'email' },
        {
          key: 'subdomain',
          label: 'Subdomain',
          help: 'The part before .zendesk.com in the address of your Zendesk.',
          format: 'host_label',
          example: 'acme',
          hostSuffix: '.zendesk.com',
        },
        { key: 'api_token', label: 'API token', secret: true },
      ],
      credentialUrl: 'https://{subdomain}.zendesk.com/admin/apps-integrations/apis/zendesk-api/settings',
      guidance: [
        'In the admin center of Zendesk, open Apps and integrations, APIs, API tokens, and add a token.',
        'Copy it; it is shown once. With the e-mail of an agent it can do what that agent can do.',
      ],
    },
  ],
});
