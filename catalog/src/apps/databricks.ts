import { defineApp } from '../app-definition/index.ts';

export const databricks = defineApp({
  id: 'databricks',
  name: 'Databricks',
  category: 'data',
  description: 'Run jobs and queries in Databricks.',
  docsUrl: 'https://docs.databricks.com/api/workspace/introduction',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['nango', 'trufflehog'],
    note: 'The test request was found in one source only. Not confirmed by two sources: Personal access token.',
  },
  methods: [
    {
      key: 'client-credentials',
      kind: 'oauth2_client_credentials',
      label: 'Client ID and secret',
      baseUrl: 'https://{databricks_instance}',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      fields: [
        { key: 'client_id', label: 'Client ID' },
        {
          key: 'databricks_instance',
          label: 'Workspace host',
          help: 'Host in the address of your workspace.',
          format: 'host',
          example: 'dbc-a1b2345c-d6e7.cloud.databricks.com',
          allowedHostSuffixes: ['.cloud.databricks.com', '.azuredatabricks.net', '.gcp.databricks.com'],
        },
        { key: 'client_secret', label: 'Client secret', secret: true },
      ],
      scopes: [
        {
          name: 'all-apis',
          why: 'Uses the APIs that the service principal may use; Databricks has no narrower scope.',
        },
      ],
      oauth2: {
        grant: 'client_credentials',
        tokenUrl: 'https://{databricks_instance}/oidc/v1/token',
        clientAuth: 'basic',
        accessTokenTtlSeconds: 3600,
        refresh: { issued: 'never' },
      },
      test: { kind: 'request', request: { url: '/api/2.0/preview/scim/v2/Me' }, expect: { status: [200] } },
      account: { from: 'test', id: '{databricks_instance}#$.id', label: '$.userName' },
      credentialPlace: 'Account console, User management, Service principals',
      guidance: [
        'As an administrator, add a service principal to the workspace and give it only what workflows need.',
        'Generate an OAuth secret for it and copy client ID and secret; the secret is shown once.',
      ],
    },
    {
      key: 'personal-access-token',
      kind: 'api_key',
      label: 'Personal access token',
      baseUrl: 'https://{databricks_instance}',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [
        {
          key: 'databricks_instance',
          label: 'Workspace host',
          help: 'Host in the address of your workspace.',
          format: 'host',
          example: 'dbc-a1b2345c-d6e7.cloud.databricks.com',
          allowedHostSuffixes: ['.cloud.databricks.com', '.azuredatabricks.net', '.gcp.databricks.com'],
        },
        { key: 'api_key', label: 'Personal access token', help: 'Begins with dapi.', secret: true },
      ],
      secretPattern: '^dapi[0-9a-f]{32}(-[0-9])?$',
      test: {
        kind: 'request',
        request: { url: '/api/2.0/preview/scim/v2/Me' },
        expect: { status: [200] },
        invalid: [{ status: [401] }, { status: [403], at: '$.message', contains: ['Invalid access token'] }],
      },
      account: { from: 'test', id: '{databricks_instance}#$.id', label: '$.userName' },
      credentialPlace: 'Settings, Developer, Access tokens',
      guidance: [
        'In the Databricks workspace, open Settings, Developer, Access tokens, and generate a token.',
        'Give it an end date and copy it; it is shown once.',
      ],
    },
  ],
});
