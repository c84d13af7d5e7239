import { defineApp } from '../app-definition/index.ts';

export const auth0 = defineApp({
  id: 'auth0',
  name: 'Auth0',
  category: 'security-identity',
  description: 'Manage users and applications of an Auth0 tenant.',
  docsUrl: 'https://auth0.com/docs/api/management/v2',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['nango', 'trufflehog'],
    note: 'The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'client-credentials',
      kind: 'oauth2_client_credentials',
      label: 'Client ID and secret',
      baseUrl: 'https://{domain}',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      fields: [
        { key: 'client_id', label: 'Client ID' },
        {
          key: 'domain',
          label: 'Tenant domain',
          help: 'Shown in the settings of the application.',
          format: 'host',
          example: 'acme.eu.auth0.com',
          allowedHostSuffixes: ['.auth0.com'],
        },
        { key: 'client_secret', label: 'Client secret', secret: true },
      ],
      scopes: [{ name: 'read:tenant_settings', why: 'Needed by the connection test.', required: false }],
      oauth2: {
        grant: 'client_credentials',
        tokenUrl: 'https://{domain}/oauth/token',
        tokenRequestFormat: 'json',
        tokenParams: { audience: 'https://{domain}/api/v2/' },
        accessTokenTtlSeconds: 86_400,
        refresh: { issued: 'never' },
        scopeParam: null,
      },
      test: { kind: 'request', request: { url: '/api/v2/tenants/settings' }, expect: { status: [200] } },
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The client works, but may not read the tenant settings. Grant it read:tenant_settings.',
        },
      ],
      account: { from: 'field', id: '{domain}', label: '{domain}', represents: 'workspace' },
      credentialUrl: 'https://manage.auth0.com',
      guidance: [
        'In the Auth0 dashboard, open Applications and create a machine-to-machine application.',
        'Authorize it for the Management API with the permissions that workflows need.',
        'Copy domain, client ID and client secret from its settings.',
      ],
      troubleshooting: [
        {
          code: 'invalid_client',
          symptom: 'Authorization rejected.',
          fix: 'The application is not of the machine-to-machine kind, or belongs to another tenant.',
        },
      ],
    },
  ],
});
