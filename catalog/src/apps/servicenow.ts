import { defineApp } from '../app-definition/index.ts';

export const servicenow = defineApp({
  id: 'servicenow',
  name: 'ServiceNow',
  category: 'customer-support',
  description: 'Read and update records of a ServiceNow instance.',
  docsUrl: 'https://www.servicenow.com/docs/',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['n8n', 'nango'],
    note: 'The test request is not confirmed by any source. Not confirmed by two sources: User and password.',
  },
  methods: [
    {
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: 'https://{subdomain}.service-now.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      fields: [
        {
          key: 'subdomain',
          label: 'Instance',
          help: 'The part before .service-now.com in the address of your ServiceNow.',
          format: 'host_label',
          example: 'acme',
          hostSuffix: '.service-now.com',
        },
      ],
      scopes: [
        { name: 'useraccount', why: 'Acts with the rights of the person who signs in; there is no narrower scope.' },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://{subdomain}.service-now.com/oauth_auth.do',
        tokenUrl: 'https://{subdomain}.service-now.com/oauth_token.do',
        accessTokenTtlSeconds: 1800,
        refresh: { issued: 'always', rotates: false, ttlSeconds: 8_640_000 },
      },
      test: {
        kind: 'request',
        request: { url: '/api/now/table/sys_user?sysparm_limit=1&sysparm_fields=sys_id,user_name' },
        expect: { status: [200] },
      },
      account: { from: 'field', id: '{subdomain}', label: '{subdomain}', represents: 'server' },
      credentialUrl: 'https://{subdomain}.service-now.com/oauth_entity_list.do',
      guidance: ['Enter the name of your instance.', 'Sign in to ServiceNow and choose Allow.'],
      clientGuidance: [
        'In ServiceNow, under System OAuth, Application registry, create an OAuth API endpoint for external clients and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
    {
      key: 'basic',
      kind: 'basic',
      label: 'User and password',
      baseUrl: 'https://{subdomain}.service-now.com',
      inject: [{ in: 'basic', username: '{username}', password: '{password}' }],
      fields: [
        { key: 'username', label: 'User' },
        {
          key: 'subdomain',
          label: 'Instance',
          help: 'The part before .service-now.com in the address of your ServiceNow.',
          format: 'host_label',
          example: 'acme',
          hostSuffix: '.service-now.com',
        },
        { key: 'password', label: 'Password', secret: true, format: 'password' },
      ],
      test: { kind: 'request', request: { url: '/api/now/table/sys_user?sysparm_limit=1' }, expect: { status: [200] } },
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The login works, but its roles may not read users.',
        },
      ],
      account: { from: 'field', id: '{subdomain}#{username}', label: '{username}' },
      credentialUrl: 'https://{subdomain}.service-now.com/sys_user_list.do',
      guidance: [
        'In ServiceNow, create a user for the workflows with web service access only.',
        'Give it only the roles it needs, and enter its name and password.',
      ],
    },
  ],
});
