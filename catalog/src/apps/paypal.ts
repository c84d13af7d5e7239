import { defineApp } from '../app-definition/index.ts';

export const paypal = defineApp({
  id: 'paypal',
  name: 'PayPal',
  category: 'payments',
  description: 'Take payments, send payouts and read transactions with PayPal.',
  docsUrl: 'https://developer.paypal.com/api/rest/',
  priority: true,
  facts: {
    confirmed: true,
    scope: 'login_and_test',
    sources: ['nango', 'trufflehog', 'vendor documentation'],
    note: 'Login of a PayPal user (OAuth 2.0) rests on the vendor documentation alone.',
  },
  methods: [
    {
      key: 'client-credentials',
      kind: 'oauth2_client_credentials',
      label: 'Client ID and secret',
      baseUrl: 'https://{api_host}',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      fields: [
        { key: 'client_id', label: 'Client ID', pattern: '^[A-Za-z0-9_-]{20,128}$' },
        { key: 'client_secret', label: 'Secret', secret: true },
        {
          key: 'api_host',
          label: 'Environment',
          help: 'Live and sandbox have different keys.',
          options: [
            { value: 'api-m.paypal.com', label: 'Live' },
            { value: 'api-m.sandbox.paypal.com', label: 'Sandbox' },
          ],
          default: 'api-m.paypal.com',
        },
      ],
      oauth2: {
        grant: 'client_credentials',
        tokenUrl: 'https://{api_host}/v1/oauth2/token',
        clientAuth: 'basic',
        accessTokenTtlSeconds: 32_400,
        refresh: { issued: 'never' },
        tokenFields: { app_id: '$.app_id' },
      },
      test: { kind: 'token_call', invalid: [{ status: [401] }, { at: '$.error', equals: ['invalid_client'] }] },
      errors: [
        {
          when: { status: [403], at: '$.name', equals: ['NOT_AUTHORIZED', 'PERMISSION_DENIED'] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The keys work, but the feature is not switched on for this REST app or account.',
        },
      ],
      // The app id in the token reply is the same for every default sandbox app, so it identifies nobody.
      account: { from: 'field', id: '{api_host}#{client_id}', label: '{client_id}', represents: 'workspace' },
      credentialUrl: 'https://developer.paypal.com/dashboard/applications',
      guidance: [
        'People call these API keys; technically it is an OAuth client that asks for its own tokens.',
        'In the PayPal developer dashboard, choose Live at the top right, then Apps and credentials.',
        'Create an app, or open one, and copy Client ID and Secret.',
        'Switch on the features that workflows need, such as Transaction search or Payouts.',
      ],
      troubleshooting: [
        {
          code: 'invalid_client',
          symptom: 'Authorization rejected.',
          fix: 'Sandbox keys were used with Live, or the other way round. Choose the environment that the keys belong to.',
        },
        {
          code: 'NOT_AUTHORIZED',
          symptom: 'Connected, but a call is refused.',
          fix: 'Tick the feature in the app and wait: it can take some hours until it counts.',
        },
      ],
    },
    {
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: 'https://api-m.paypal.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [
        { name: 'openid', why: 'Tells which PayPal account was connected.' },
        { name: 'email', why: 'Shows the e-mail address beside the connection.' },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://www.paypal.com/signin/authorize',
        tokenUrl: 'https://api-m.paypal.com/v1/oauth2/token',
        clientAuth: 'basic',
        accessTokenTtlSeconds: 28_800,
        refresh: { issued: 'always' },
      },
      test: {
        kind: 'request',
        request: { url: '/v1/identity/openidconnect/userinfo?schema=openid' },
        expect: { status: [200], at: '$.user_id', present: true },
      },
      account: { from: 'test', id: '$.user_id', label: '$.email' },
      credentialUrl: 'https://developer.paypal.com/dashboard/applications',
      guidance: [
        'Sign in to PayPal and choose Agree.',
        'This only tells who the person is. To work with payments, use client ID and secret.',
      ],
      clientGuidance: [
        'In the PayPal developer dashboard, open a live app and switch on Log in with PayPal.',
        'Add the redirect address shown here and tick the e-mail address; copy client ID and secret.',
      ],
      troubleshooting: [
        {
          symptom: 'PayPal says that the relation between the redirect address and the client is wrong.',
          fix: 'Under Log in with PayPal of the live app, add the redirect address shown here, letter for letter. A change takes some minutes.',
        },
        {
          code: 'invalid_auth',
          symptom: 'The login fails after the person agreed.',
          fix: 'The client ID is that of a sandbox app. Copy client ID and secret from the Live side of the dashboard.',
        },
      ],
    },
  ],
});
