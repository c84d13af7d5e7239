import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const common = {
  baseUrl: 'https://api.harvestapp.com',
  test: { kind: 'request', request: { url: '/v2/users/me' }, expect: { status: [200] } },
  account: { from: 'test', id: '{account_id}#$.id', label: '$.email' },
  credentialUrl: 'https://id.getharvest.com/developers',
} satisfies Partial<MethodDefinitionInput>;

export const harvest = defineApp({
  id: 'harvest',
  name: 'Harvest',
  category: 'productivity',
  description: 'Read and write time entries and invoices in Harvest.',
  docsUrl: 'https://help.getharvest.com/api-v2/',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['n8n', 'nango'],
    note: 'The test request is not confirmed by any source. Not confirmed by two sources: Personal access token.',
  },
  methods: [
    {
      ...common,
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      inject: [
        { in: 'header', name: 'Authorization', value: 'Bearer {access_token}' },
        { in: 'header', name: 'Harvest-Account-Id', value: '{account_id}', optional: true },
      ],
      fields: [
        {
          key: 'account_id',
          label: 'Harvest account',
          required: false,
          pattern: '^[0-9]+$',
          filledFrom: { from: 'lookup', lookup: 'account', path: '$.id' },
        },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://id.getharvest.com/oauth2/authorize',
        tokenUrl: 'https://id.getharvest.com/api/v2/oauth2/token',
        scopeParam: null,
        refresh: { issued: 'always' },
      },
      lookups: [
        {
          key: 'account',
          question: 'Which Harvest account shall be connected?',
          request: { url: 'https://id.getharvest.com/api/v2/accounts' },
          items: '$.accounts',
          itemId: '$.id',
          itemLabel: '$.name',
        },
      ],
      guidance: [
        'Sign in to Harvest with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'In Harvest ID, under Developers, create an OAuth2 application and add the redirect address shown here.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
    {
      ...common,
      key: 'api-key',
      kind: 'api_key',
      label: 'Personal access token',
      inject: [
        { in: 'header', name: 'Authorization', value: 'Bearer {api_key}' },
        { in: 'header', name: 'Harvest-Account-Id', value: '{account_id}' },
      ],
      fields: [
        {
          key: 'account_id',
          label: 'Account ID',
          help: 'A number, shown with the token.',
          pattern: '^[0-9]+$',
          example: '123456',
        },
        { key: 'api_key', label: 'Personal access token', secret: true },
      ],
      guidance: [
        'In Harvest ID, open Developers and create a personal access token.',
        'Copy the token, and the ID of the account it shall work with.',
      ],
    },
  ],
});
