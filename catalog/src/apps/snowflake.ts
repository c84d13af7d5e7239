import { defineApp } from '../app-definition/index.ts';

export const snowflake = defineApp({
  id: 'snowflake',
  name: 'Snowflake',
  category: 'data',
  description: 'Query data in Snowflake.',
  docsUrl: 'https://docs.snowflake.com/en/developer-guide/sql-api/',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['grant', 'nango'],
    note: 'The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: 'https://{snowflake_account_url}',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      fields: [
        {
          key: 'snowflake_account_url',
          label: 'Account host',
          help: 'Host of the account URL, without https://.',
          format: 'host',
          example: 'myorg-myaccount.snowflakecomputing.com',
          allowedHostSuffixes: ['.snowflakecomputing.com', '.snowflakecomputing.cn'],
        },
      ],
      scopes: [
        { name: 'refresh_token', why: 'Keeps the connection alive without asking you again.' },
        { name: 'session:role:PUBLIC', why: 'Acts with the role PUBLIC, the smallest one.' },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://{snowflake_account_url}/oauth/authorize',
        tokenUrl: 'https://{snowflake_account_url}/oauth/token-request',
        clientAuth: 'basic',
        pkce: 'supported',
        accessTokenTtlSeconds: 600,
        refresh: { issued: 'with_scope', issuedWith: 'refresh_token', ttlSeconds: 7_776_000 },
      },
      test: {
        kind: 'request',
        request: {
          method: 'POST',
          url: '/api/v2/statements',
          headers: { 'X-Snowflake-Authorization-Token-Type': 'OAUTH' },
          body: { format: 'json', value: { statement: 'select current_account(), current_user()', timeout: 30 } },
        },
        expect: { status: [200, 202] },
      },
      account: { from: 'test', id: '$.data[0][0]#$.data[0][1]', label: '$.data[0][1]' },
      credentialPlace: 'SQL worksheet, CREATE SECURITY INTEGRATION',
      guidance: [
        'Enter the host of your Snowflake account.',
        'Sign in and allow access. Administrator roles are refused by default.',
      ],
      clientGuidance: [
        'As ACCOUNTADMIN, create a security integration of type OAUTH for a custom confidential client with the redirect address shown here.',
        'Read client ID and secret with SYSTEM$SHOW_OAUTH_CLIENT_SECRETS and enter them here.',
      ],
    },
  ],
});
