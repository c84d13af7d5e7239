import { defineApp } from '../app-definition/index.ts';

export const stripe = defineApp({
  id: 'stripe',
  name: 'Stripe',
  category: 'payments',
  description: 'Take payments and read customers, invoices and payouts in Stripe.',
  docsUrl: 'https://docs.stripe.com/api',
  priority: true,
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['nango', 'trufflehog', 'automatisch', 'vendor documentation'],
    note: 'The test request is not confirmed: sources test with others. Some send the key as basic login; both are believed to work.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'Secret or restricted key',
      baseUrl: 'https://api.stripe.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [
        {
          key: 'api_key',
          label: 'Secret or restricted key',
          help: 'Begins with sk_ or rk_. A publishable key (pk_) is not enough.',
          secret: true,
        },
        {
          key: 'mode',
          label: 'Mode',
          required: false,
          filledFrom: { from: 'field', field: 'api_key', match: '^[sr]k_(live|test)_' },
        },
      ],
      secretPattern: '^(sk|rk)_(live|test)_[A-Za-z0-9]{16,247}$',
      scopes: [{ name: 'Account: Read', why: 'Needed by the connection test of a restricted key.', required: false }],
      test: { kind: 'request', request: { url: '/v1/account' }, expect: { status: [200], at: '$.id', present: true } },
      errors: [
        {
          when: { status: [401], at: '$.error.code', equals: ['api_key_expired'] },
          code: 'invalid_auth',
          part: 'token',
          meaning: 'The key has expired or was rolled. Enter the new one.',
        },
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The key works, but is restricted and may not do this. Change its permissions in Stripe.',
        },
      ],
      // Live and test mode share the account id, but not the data.
      account: {
        from: 'test',
        id: '{mode}#$.id|$.id',
        label: '$.settings.dashboard.display_name|$.id',
        represents: 'workspace',
      },
      credentialUrl: 'https://dashboard.stripe.com/apikeys',
      guidance: [
        'In the Stripe dashboard, open Developers, API keys.',
        'Best create a restricted key with only the permissions that workflows need, and reading of the account for the test.',
        'Copy the key; a live key is shown once.',
        'Live and test keys are two different connections.',
      ],
      troubleshooting: [
        {
          symptom: 'A restricted key fails with a missing permission.',
          fix: 'Edit the key in Stripe, allow reading of the account, and test again. The key stays the same.',
        },
        {
          symptom: 'Data that exists is answered with not found.',
          fix: 'It is in the other mode. Connect the live key for live data and the test key for test data.',
        },
      ],
    },
    {
      key: 'oauth2-connect',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0 (Stripe Connect)',
      baseUrl: 'https://api.stripe.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [
        { name: 'read_only', why: 'Reads the data of the account; moves no money.', satisfiedBy: ['read_write'] },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://connect.stripe.com/oauth/authorize',
        tokenUrl: 'https://connect.stripe.com/oauth/token',
        pkce: 'unsupported',
        accessTokenTtlSeconds: null,
        refresh: { issued: 'always', rotates: false },
        tokenFields: {
          account_id: '$.stripe_user_id',
          livemode: '$.livemode',
          publishable_key: '$.stripe_publishable_key',
        },
        revocation: {
          url: 'https://connect.stripe.com/oauth/deauthorize',
          send: 'none',
          params: { client_id: '{client_id}', stripe_user_id: '{account_id}' },
          clientAuth: 'bearer_secret',
          ends: 'grant',
        },
      },
      test: { kind: 'request', request: { url: '/v1/account' }, expect: { status: [200], at: '$.id', present: true } },
      permissionTest: { kind: 'scopes', of: 'token', path: '$.scope' },
      account: {
        from: 'token',
        id: '$.stripe_user_id',
        label: '$.stripe_user_id',
        represents: 'workspace',
      },
      credentialUrl: 'https://dashboard.stripe.com/settings/connect',
      guidance: ['Sign in to Stripe and choose the account.', 'Choose Connect.'],
      clientGuidance: [
        'In the Stripe dashboard of the platform, open Settings, Connect, and enable OAuth.',
        'Add the redirect address shown here; copy the client ID (ca_...).',
        'As client secret enter the secret key of the platform.',
      ],
      troubleshooting: [
        {
          symptom: 'Stripe says that the account is already connected to another platform.',
          fix: 'With read and write access an account goes with one platform. Use a restricted key instead.',
        },
      ],
    },
  ],
});
