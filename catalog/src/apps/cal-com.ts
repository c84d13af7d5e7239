import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const common = {
  baseUrl: 'https://api.cal.com/v2',
  test: { kind: 'request', request: { url: '/me' }, expect: { status: [200] } },
  account: { from: 'test', id: '$.data.id', label: '$.data.email' },
} satisfies Partial<MethodDefinitionInput>;

export const calCom = defineApp({
  id: 'cal-com',
  name: 'Cal.com',
  category: 'scheduling',
  description: 'Read and create bookings in Cal.com.',
  docsUrl: 'https://cal.com/docs/api-reference',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['nango'],
    note: 'Address and place of the credential were found in one source only. One source uses the first version of the API with the key in the address.',
  },
  methods: [
    {
      ...common,
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', help: 'Begins with cal_.', secret: true }],
      secretPattern: '^cal_[a-zA-Z0-9_]+$',
      credentialUrl: 'https://app.cal.com/settings/developer/api-keys',
      guidance: ['In Cal.com, open Settings, Developer, API keys, and add a key.', 'Copy it; it is shown once.'],
    },
    {
      ...common,
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://app.cal.com/auth/oauth2/authorize',
        tokenUrl: 'https://api.cal.com/v2/auth/oauth2/token',
        tokenRequestFormat: 'json',
        scopeParam: null,
        accessTokenTtlSeconds: 1800,
        refresh: { issued: 'always', rotates: true },
      },
      credentialUrl: 'https://app.cal.com/settings/developer/oauth',
      guidance: [
        'Sign in to Cal.com with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In the developer settings of Cal.com, create an OAuth client and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
