import { defineApp } from '../app-definition/index.ts';

export const confluence = defineApp({
  id: 'confluence',
  name: 'Confluence',
  category: 'documents',
  description: 'Read and write pages in Confluence Cloud.',
  docsUrl: 'https://developer.atlassian.com/cloud/confluence/rest/v2/intro/',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['grant', 'nango'],
    note: 'The test request is not confirmed by any source. Not confirmed by two sources: E-mail and API token.',
  },
  methods: [
    {
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: 'https://api.atlassian.com/ex/confluence/{cloud_id}',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      fields: [
        {
          key: 'cloud_id',
          label: 'Site',
          required: false,
          pattern: '^[0-9a-f-]{36}$',
          filledFrom: { from: 'lookup', lookup: 'site', path: '$.id' },
        },
      ],
      scopes: [
        { name: 'offline_access', why: 'Keeps the connection alive without asking you again.' },
        { name: 'read:confluence-space.summary', why: 'Reads the names of the spaces.' },
        { name: 'read:me', why: 'Tells which Atlassian account was connected.' },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://auth.atlassian.com/authorize',
        tokenUrl: 'https://auth.atlassian.com/oauth/token',
        tokenRequestFormat: 'json',
        authorizationParams: { audience: 'api.atlassian.com', prompt: 'consent' },
        accessTokenTtlSeconds: 3600,
        refresh: {
          issued: 'with_scope',
          issuedWith: 'offline_access',
          rotates: true,
          idleTtlSeconds: 7_776_000,
          absoluteTtlSeconds: 31_536_000,
        },
      },
      // One grant may reach several sites, and the base address needs one of them.
      lookups: [
        {
          key: 'site',
          question: 'Which Confluence site shall be connected?',
          request: { url: 'https://api.atlassian.com/oauth/token/accessible-resources' },
          itemId: '$.id',
          itemLabel: '$.url',
        },
      ],
      test: {
        kind: 'request',
        request: { url: 'https://api.atlassian.com/oauth/token/accessible-resources' },
        expect: { status: [200], at: '$[0].id', present: true },
      },
      account: { from: 'lookup', lookup: 'site', id: '$.id', label: '$.url', represents: 'workspace' },
      credentialUrl: 'https://developer.atlassian.com/console/myapps/',
      guidance: [
        'Sign in with the Atlassian account that may see the spaces.',
        'On the consent page, choose the site, then Accept.',
        'When the account has several sites, you are asked afterwards which one this connection stands for.',
      ],
      clientGuidance: [
        'In the Atlassian developer console, create an OAuth 2.0 integration.',
        'Under Permissions, add the Confluence API and the scopes listed here.',
        'Under Authorization, enter the redirect address shown here. Copy client ID and secret from Settings.',
      ],
      troubleshooting: [
        {
          symptom: 'No site is found.',
          fix: 'The account has no Confluence license on any site, or an administrator has blocked the app. Ask for access, then reconnect.',
        },
        {
          code: 'invalid_grant',
          symptom: 'The connection needs to be reauthorized.',
          fix: 'Atlassian ends grants that are unused for 90 days, and every grant after a year.',
        },
      ],
    },
    {
      key: 'basic',
      kind: 'basic',
      label: 'E-mail and API token',
      baseUrl: 'https://{domain}.atlassian.net',
      inject: [{ in: 'basic', username: '{email}', password: '{api_token}' }],
      fields: [
        {
          key: 'domain',
          label: 'Site',
          help: 'The part before .atlassian.net in the address of your Confluence.',
          format: 'host_label',
          hostSuffix: '.atlassian.net',
          example: 'acme',
        },
        {
          key: 'email',
          label: 'E-mail',
          help: 'Address of the Atlassian account that made the token.',
          format: 'email',
        },
        { key: 'api_token', label: 'API token', secret: true },
      ],
      // Sites that are open to the public answer strangers too, as somebody of type anonymous.
      test: {
        kind: 'request',
        request: { url: '/wiki/rest/api/user/current' },
        expect: { status: [200], at: '$.accountId', present: true },
        invalid: [{ status: [401] }, { status: [200], at: '$.type', equals: ['anonymous'] }],
      },
      account: { from: 'test', id: '{domain}#$.accountId', label: '$.email|$.displayName' },
      credentialUrl: 'https://id.atlassian.com/manage-profile/security/api-tokens',
      guidance: [
        'In your Atlassian account, open Security, API tokens, and create one.',
        'Copy the token; it is shown once.',
        'Enter the site (acme in acme.atlassian.net), the e-mail of the same account, and the token.',
      ],
      troubleshooting: [
        {
          symptom: 'Authorization rejected.',
          fix: 'The e-mail belongs to another account than the token, or the account password was entered instead of a token.',
        },
      ],
      maxLifetimeDays: 365,
    },
  ],
});
