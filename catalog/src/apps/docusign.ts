import { defineApp } from '../app-definition/index.ts';

export const docusign = defineApp({
  id: 'docusign',
  name: 'Docusign',
  category: 'documents',
  description: 'Send documents for signature and follow them in Docusign.',
  docsUrl: 'https://developers.docusign.com/docs/esign-rest-api/',
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
      baseUrl: '{base_uri}/restapi',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      fields: [
        {
          key: 'account_host',
          label: 'Environment',
          options: [
            { value: 'account.docusign.com', label: 'Production' },
            { value: 'account-d.docusign.com', label: 'Demo' },
          ],
          default: 'account.docusign.com',
        },
        {
          key: 'base_uri',
          label: 'Base address',
          required: false,
          format: 'url',
          allowedHostSuffixes: ['.docusign.net', '.docusign.com'],
          filledFrom: { from: 'lookup', lookup: 'account', path: '$.base_uri' },
        },
        {
          key: 'account_id',
          label: 'Account',
          required: false,
          filledFrom: { from: 'lookup', lookup: 'account', path: '$.account_id' },
        },
      ],
      scopes: [
        { name: 'signature', why: 'Creates, sends and reads envelopes.' },
        { name: 'extended', why: 'Lets each refresh renew the grant, so that it does not end after 30 days.' },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://{account_host}/oauth/auth',
        tokenUrl: 'https://{account_host}/oauth/token',
        clientAuth: 'basic',
        pkce: 'supported',
        accessTokenTtlSeconds: 28_800,
        refresh: { issued: 'always', rotates: true, ttlSeconds: 2_592_000 },
      },
      lookups: [
        {
          key: 'account',
          question: 'Which Docusign account shall be connected?',
          request: { url: 'https://{account_host}/oauth/userinfo' },
          items: '$.accounts',
          itemId: '$.account_id',
          itemLabel: '$.account_name',
        },
      ],
      test: { kind: 'request', request: { url: '/v2.1/accounts/{account_id}' }, expect: { status: [200] } },
      account: {
        from: 'lookup',
        lookup: 'account',
        id: '$.account_id',
        label: '$.account_name',
        represents: 'workspace',
      },
      credentialUrl: 'https://apps-d.docusign.com/admin/apps-and-keys',
      guidance: ['Choose whether this is a production or a demo account.', 'Sign in to Docusign and allow access.'],
      clientGuidance: [
        'In the developer account of Docusign, under Apps and keys, create an app with an integration key and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
        'A new app works with demo accounts only, until Docusign has reviewed it.',
      ],
    },
  ],
});
