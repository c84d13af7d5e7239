import { defineApp } from '../app-definition/index.ts';

export const okta = defineApp({
  id: 'okta',
  name: 'Okta',
  category: 'security-identity',
  description: 'Manage users and groups of an Okta organization.',
  docsUrl: 'https://developer.okta.com/docs/reference/',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['nango', 'trufflehog'],
    note: 'The test request was found in one source only.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API token',
      baseUrl: 'https://{hostname}',
      inject: [{ in: 'header', name: 'Authorization', value: 'SSWS {api_key}' }],
      fields: [
        {
          key: 'hostname',
          label: 'Okta domain',
          help: 'Host in the address of your Okta, without -admin.',
          format: 'host',
          example: 'acme.okta.com',
          allowedHostSuffixes: ['.okta.com', '.oktapreview.com', '.okta-emea.com'],
        },
        { key: 'api_key', label: 'API token', help: 'Begins with 00.', secret: true },
      ],
      secretPattern: '^00[A-Za-z0-9_-]{40}$',
      test: { kind: 'request', request: { url: '/api/v1/users/me' }, expect: { status: [200] } },
      account: { from: 'test', id: '{hostname}#$.id', label: '$.profile.login' },
      credentialUrl: 'https://{hostname}/admin/access/api/tokens',
      guidance: [
        'As an administrator of Okta, open Security, API, Tokens, and create a token.',
        'Best use an administrator of their own for workflows: the token can do what they can do. Copy it; it is shown once.',
      ],
      troubleshooting: [
        {
          symptom: 'The connection ended although nobody revoked it.',
          fix: 'Okta ends tokens that are unused for 30 days. Create a new one.',
        },
      ],
    },
    {
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: 'https://{subdomain}.okta.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      fields: [
        {
          key: 'subdomain',
          label: 'Subdomain',
          help: 'The part before .okta.com in the address of your Okta.',
          format: 'host_label',
          example: 'acme',
          hostSuffix: '.okta.com',
        },
      ],
      scopes: [
        { name: 'okta.users.read.self', why: 'Tells who signed in.' },
        { name: 'offline_access', why: 'Keeps the connection alive without asking you again.' },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://{subdomain}.okta.com/oauth2/v1/authorize',
        tokenUrl: 'https://{subdomain}.okta.com/oauth2/v1/token',
        pkce: 'supported',
        authorizationParams: { response_mode: 'query' },
        accessTokenTtlSeconds: 3600,
        refresh: { issued: 'with_scope', issuedWith: 'offline_access' },
        revocation: { url: 'https://{subdomain}.okta.com/oauth2/v1/revoke', clientAuth: 'body' },
      },
      test: { kind: 'request', request: { url: '/api/v1/users/me' }, expect: { status: [200] } },
      account: { from: 'test', id: '{subdomain}#$.id', label: '$.profile.login' },
      credentialPlace: 'Admin console, Applications',
      guidance: ['Enter the subdomain of your organization.', 'Sign in to Okta and allow access.'],
      clientGuidance: [
        'In the Okta admin console, under Applications, create an OIDC web application and add the redirect address shown here.',
        'Grant the scopes listed here under Okta API scopes, and switch on refresh tokens.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
