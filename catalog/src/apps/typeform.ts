import { defineApp } from '../app-definition/index.ts';

export const typeform = defineApp({
  id: 'typeform',
  name: 'Typeform',
  category: 'forms',
  description: 'Read forms and their answers in Typeform.',
  docsUrl: 'https://www.typeform.com/developers/',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['automatisch', 'grant', 'nango'],
    note: 'The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: 'https://api.typeform.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [
        { name: 'accounts:read', why: 'Tells which Typeform account was connected.' },
        { name: 'forms:read', why: 'Reads forms.' },
        { name: 'offline', why: 'Keeps the connection alive without asking you again.' },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://api.typeform.com/oauth/authorize',
        tokenUrl: 'https://api.typeform.com/oauth/token',
        accessTokenTtlSeconds: 604_800,
        refresh: { issued: 'with_scope', issuedWith: 'offline', rotates: true },
      },
      test: { kind: 'request', request: { url: '/me' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.user_id|$.alias', label: '$.email' },
      credentialUrl: 'https://admin.typeform.com/user/applications',
      guidance: [
        'Sign in to Typeform with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In the Typeform admin, under Developer apps, create an app and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'Personal token',
      baseUrl: 'https://api.typeform.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'Personal token', help: 'Begins with tfp_.', secret: true }],
      secretPattern: '^tfp_[A-Za-z0-9_]{40,59}$',
      test: {
        kind: 'request',
        request: { url: '/me' },
        expect: { status: [200] },
        invalid: [{ status: [401] }, { status: [403], at: '$.code', equals: ['AUTHENTICATION_FAILED'] }],
      },
      errors: [
        {
          when: { status: [403] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The token works, but lacks the scope accounts:read.',
        },
      ],
      account: { from: 'test', id: '$.user_id|$.alias', label: '$.email' },
      credentialUrl: 'https://admin.typeform.com/user/tokens',
      guidance: [
        'In the Typeform admin, open Personal tokens and generate a token.',
        'Choose accounts:read for the test, and what workflows need. Copy it; it is shown once.',
      ],
    },
  ],
});
