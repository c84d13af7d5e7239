import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const common = {
  baseUrl: '{instance_url}',
  inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
  test: {
    kind: 'request',
    request: { url: '/services/oauth2/userinfo' },
    expect: { status: [200], at: '$.user_id', present: true },
    invalid: [{ status: [401] }, { status: [403], at: 'body', contains: ['Bad_OAuth_Token'] }],
  },
  errors: [
    {
      when: { status: [403], at: '$[0].errorCode', equals: ['REQUEST_LIMIT_EXCEEDED'] },
      code: 'rate_limited',
      part: 'api',
      outcome: 'undecided',
      meaning: 'The organization has used up its API requests of the last 24 hours.',
    },
    {
      when: { at: '$[0].errorCode', equals: ['API_DISABLED_FOR_ORG', 'INSUFFICIENT_ACCESS'] },
      code: 'missing_scope',
      part: 'permissions',
      meaning: 'The edition or the profile of the user does not allow the API.',
    },
  ],
  // An organization may be connected by several users, each with other rights.
  account: { from: 'test', id: '$.organization_id#$.user_id', label: '$.preferred_username' },
} satisfies Partial<MethodDefinitionInput>;

const instanceUrl = {
  key: 'instance_url',
  label: 'Instance URL',
  required: false,
  format: 'url',
  allowedHostSuffixes: ['.salesforce.com', '.force.com'],
  filledFrom: { from: 'token', path: '$.instance_url' },
} satisfies NonNullable<MethodDefinitionInput['fields']>[number];

export const salesforce = defineApp({
  id: 'salesforce',
  name: 'Salesforce',
  category: 'crm',
  description: 'Read and update the records of a Salesforce organization.',
  docsUrl: 'https://developer.salesforce.com/docs/apis',
  priority: true,
  facts: {
    confirmed: true,
    scope: 'login_and_test',
    sources: ['nango', 'n8n', 'automatisch', 'grant', 'vendor documentation'],
    note: 'Client credentials rest on the vendor documentation alone. How the client shows itself differs between sources.',
  },
  methods: [
    {
      ...common,
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      fields: [
        {
          key: 'login_host',
          label: 'Login host',
          help: 'login.salesforce.com; test.salesforce.com for a sandbox; or your My Domain.',
          format: 'host',
          allowedHostSuffixes: ['.salesforce.com'],
          example: 'acme.my.salesforce.com',
          default: 'login.salesforce.com',
        },
        instanceUrl,
      ],
      scopes: [
        { name: 'api', why: 'Reads and changes records within the rights of the user.', satisfiedBy: ['full'] },
        {
          name: 'refresh_token',
          why: 'Keeps the connection alive without asking you again.',
          satisfiedBy: ['offline_access'],
        },
        { name: 'openid', why: 'Tells which user and organization were connected.', required: false },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://{login_host}/services/oauth2/authorize',
        tokenUrl: 'https://{login_host}/services/oauth2/token',
        clientAuth: 'either',
        pkce: 'supported',
        authorizationParams: { prompt: 'consent' },
        // The reply names no lifetime: the session policy of the organization decides, so a refusal is what starts a refresh.
        refresh: { issued: 'with_scope', issuedWith: 'refresh_token', rotates: false },
        tokenFields: { identity_url: '$.id', issued_at: '$.issued_at' },
        revocation: {
          url: 'https://{login_host}/services/oauth2/revoke',
          token: 'refresh_token',
          ends: 'grant',
          note: 'Access tokens of the same grant end with it.',
        },
      },
      permissionTest: { kind: 'scopes', of: 'token', path: '$.scope' },
      credentialUrl: 'https://login.salesforce.com',
      credentialPlace: 'Setup, App Manager',
      guidance: [
        'For a sandbox enter test.salesforce.com as login host, else leave it as it is.',
        'Sign in with a user whose profile has the permission API Enabled; an integration user of its own is best.',
        'Choose Allow.',
      ],
      clientGuidance: [
        'In Setup, App Manager, create a connected app or external client app and enable OAuth.',
        'Add the redirect address shown here and the scopes listed here.',
        'Enter consumer key and consumer secret here as client ID and client secret. A new app needs up to ten minutes.',
      ],
      troubleshooting: [
        {
          code: 'invalid_client_id',
          symptom: 'The login page shows an error before you can sign in.',
          fix: 'The app is new and not yet known everywhere: wait ten minutes. Otherwise compare the consumer key.',
        },
        {
          symptom: 'A sandbox user cannot sign in.',
          fix: 'Use test.salesforce.com or the My Domain of the sandbox as login host.',
        },
        {
          code: 'API_DISABLED_FOR_ORG',
          symptom: 'Connected, but every call is refused.',
          fix: 'The edition has no API. It takes Enterprise, Unlimited, Performance or Developer Edition, or the API add-on.',
        },
      ],
    },
    {
      ...common,
      key: 'client-credentials',
      kind: 'oauth2_client_credentials',
      label: 'Consumer key and secret',
      fields: [
        {
          key: 'login_host',
          label: 'My Domain host',
          help: 'Found in Setup, My Domain. login.salesforce.com does not work here.',
          format: 'host',
          allowedHostSuffixes: ['.my.salesforce.com'],
          example: 'acme.my.salesforce.com',
        },
        { key: 'client_id', label: 'Consumer key' },
        { key: 'client_secret', label: 'Consumer secret', secret: true },
        instanceUrl,
      ],
      oauth2: {
        grant: 'client_credentials',
        tokenUrl: 'https://{login_host}/services/oauth2/token',
        clientAuth: 'either',
        refresh: { issued: 'never' },
      },
      credentialPlace: 'Setup, App Manager',
      guidance: [
        'In Setup, App Manager, create a connected app or external client app and enable the client credentials flow.',
        'Choose the user that it runs as: calls have the rights of that user.',
        'Copy consumer key and consumer secret, and the My Domain host.',
      ],
      troubleshooting: [
        {
          code: 'invalid_grant',
          symptom: 'Authorization rejected.',
          fix: 'No user to run as is set, or the flow is not enabled for the app.',
        },
      ],
    },
  ],
});
