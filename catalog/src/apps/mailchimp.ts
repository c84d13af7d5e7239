import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const common = {
  baseUrl: 'https://{dc}.api.mailchimp.com',
  test: { kind: 'request', request: { url: '/3.0/' }, expect: { status: [200] } },
  account: { from: 'test', id: '$.account_id', label: '$.account_name', represents: 'workspace' },
} satisfies Partial<MethodDefinitionInput>;

export const mailchimp = defineApp({
  id: 'mailchimp',
  name: 'Mailchimp',
  category: 'marketing',
  description: 'Manage audiences and campaigns in Mailchimp.',
  docsUrl: 'https://mailchimp.com/developer/marketing/api/',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['automatisch', 'grant', 'nango'],
    note: 'The test request is not confirmed by any source.',
  },
  methods: [
    {
      ...common,
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      fields: [
        {
          key: 'dc',
          label: 'Data center',
          required: false,
          format: 'host_label',
          pattern: '^[a-z]{2,3}[0-9]+$',
          example: 'us21',
          filledFrom: { from: 'lookup', lookup: 'metadata', path: '$.dc' },
        },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://login.mailchimp.com/oauth2/authorize',
        tokenUrl: 'https://login.mailchimp.com/oauth2/token',
        scopeParam: null,
        refresh: { issued: 'never' },
        accessTokenTtlSeconds: null,
      },
      lookups: [
        {
          key: 'metadata',
          question: 'Which Mailchimp account shall be connected?',
          request: {
            url: 'https://login.mailchimp.com/oauth2/metadata',
            headers: { Authorization: 'OAuth {access_token}' },
            auth: 'none',
          },
          // One login is one account here.
          choose: 'first',
          itemId: '$.user_id',
          itemLabel: '$.accountname',
        },
      ],
      credentialUrl: 'https://admin.mailchimp.com/account/oauth2/',
      guidance: [
        'Sign in to Mailchimp with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In Mailchimp, under Account, Extras, Registered apps, create an app and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
    {
      ...common,
      key: 'basic',
      kind: 'basic',
      label: 'API key',
      inject: [{ in: 'basic', username: 'anystring', password: '{api_key}' }],
      fields: [
        {
          key: 'dc',
          label: 'Data center',
          required: false,
          format: 'host_label',
          pattern: '^[a-z]{2,3}[0-9]+$',
          example: 'us21',
          filledFrom: { from: 'field', field: 'api_key', match: '-([a-z]{2,3}[0-9]+)$' },
        },
        { key: 'api_key', label: 'API key', help: 'Ends in a dash and the data center, such as -us21.', secret: true },
      ],
      credentialUrl: 'https://admin.mailchimp.com/account/api/',
      guidance: [
        'In Mailchimp, open Account, Extras, API keys, and create a key.',
        'Copy it with its ending; it is shown once.',
      ],
    },
  ],
});
