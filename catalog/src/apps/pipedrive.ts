import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const common = {
  test: {
    kind: 'request',
    request: { url: '/v1/users/me' },
    expect: { status: [200], at: '$.data.id', present: true },
  },
  account: { from: 'test', id: '$.data.company_id#$.data.id', label: '$.data.company_name' },
} satisfies Partial<MethodDefinitionInput>;

export const pipedrive = defineApp({
  id: 'pipedrive',
  name: 'Pipedrive',
  category: 'crm',
  description: 'Read and update deals, people and organizations in Pipedrive.',
  docsUrl: 'https://developers.pipedrive.com/docs/api/v1',
  priority: true,
  facts: {
    confirmed: true,
    scope: 'login_and_test',
    sources: ['nango', 'n8n', 'automatisch', 'vendor documentation'],
    note: 'One source sends the API token in the address; the header is used.',
  },
  methods: [
    {
      ...common,
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: '{api_domain}/api',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      fields: [
        {
          key: 'api_domain',
          label: 'API domain',
          required: false,
          format: 'url',
          allowedHostSuffixes: ['.pipedrive.com'],
          filledFrom: { from: 'token', path: '$.api_domain' },
        },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://oauth.pipedrive.com/oauth/authorize',
        tokenUrl: 'https://oauth.pipedrive.com/oauth/token',
        clientAuth: 'basic',
        scopeParam: null,
        accessTokenTtlSeconds: 3599,
        refresh: { issued: 'always', rotates: false, idleTtlSeconds: 5_184_000 },
        revocation: { url: 'https://oauth.pipedrive.com/oauth/revoke', clientAuth: 'basic' },
      },
      credentialUrl: 'https://developers.pipedrive.com',
      credentialPlace: 'Developer Hub',
      guidance: [
        'Sign in to Pipedrive and choose the company.',
        'Look at the list of permissions and choose Allow and install.',
      ],
      clientGuidance: [
        'In the Developer Hub of Pipedrive, create an app with the callback address shown here.',
        'Tick the scopes there: they belong to the app and cannot be asked for later.',
        'Copy client ID and client secret.',
      ],
      troubleshooting: [
        {
          code: 'invalid_grant',
          symptom: 'The connection needs to be reauthorized.',
          fix: 'It was unused for 60 days, or the app was uninstalled in Pipedrive. Reconnect.',
        },
      ],
    },
    {
      ...common,
      key: 'api-key',
      kind: 'api_key',
      label: 'API token',
      baseUrl: 'https://{company_domain}.pipedrive.com/api',
      inject: [{ in: 'header', name: 'x-api-token', value: '{api_key}' }],
      fields: [
        {
          key: 'company_domain',
          label: 'Company domain',
          help: 'The part before .pipedrive.com in the address of your Pipedrive.',
          format: 'host_label',
          hostSuffix: '.pipedrive.com',
          example: 'acme',
        },
        { key: 'api_key', label: 'API token', secret: true },
      ],
      secretPattern: '^[0-9a-f]{40}$',
      credentialUrl: 'https://app.pipedrive.com/settings/api',
      guidance: [
        'In Pipedrive, choose your picture, Personal preferences, API, and copy your personal API token.',
        'The company domain is the first part of the address: acme in acme.pipedrive.com.',
        'The token can do what its user can do. Each user has one token per company.',
      ],
      troubleshooting: [
        {
          symptom: 'The page has no API token.',
          fix: 'An administrator has not allowed API tokens for your permission set.',
        },
        {
          symptom: 'Authorization rejected although the token is right.',
          fix: 'The token belongs to another company than the domain. Switch the company, then copy the token again.',
        },
      ],
    },
  ],
});
