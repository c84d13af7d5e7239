import { defineApp } from '../app-definition/index.ts';

export const basecamp = defineApp({
  id: 'basecamp',
  name: 'Basecamp',
  category: 'project-management',
  description: 'Read and update projects, to-dos and messages in Basecamp.',
  docsUrl: 'https://github.com/basecamp/bc3-api',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['grant', 'nango', 'windmill'],
    note: 'The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: 'https://3.basecampapi.com/{account_id}',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      staticHeaders: { 'User-Agent': 'Drawbridge ({contact})' },
      fields: [
        {
          key: 'account_id',
          label: 'Basecamp account',
          required: false,
          pattern: '^[0-9]+$',
          filledFrom: { from: 'lookup', lookup: 'account', path: '$.id' },
        },
        {
          key: 'contact',
          label: 'Contact address',
          help: 'Basecamp wants to know whom to write to when calls go wrong.',
          format: 'email',
        },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://launchpad.37signals.com/authorization/new',
        tokenUrl: 'https://launchpad.37signals.com/authorization/token',
        scopeParam: null,
        authorizationParams: { type: 'web_server' },
        tokenParams: { type: 'web_server' },
        accessTokenTtlSeconds: 1_209_600,
        refresh: { issued: 'always', rotates: false },
        refreshParams: { type: 'refresh' },
      },
      lookups: [
        {
          key: 'account',
          question: 'Which Basecamp account shall be connected?',
          request: { url: 'https://launchpad.37signals.com/authorization.json' },
          items: '$.accounts',
          itemId: '$.id',
          itemLabel: '$.name',
        },
      ],
      test: {
        kind: 'request',
        request: { url: 'https://launchpad.37signals.com/authorization.json' },
        expect: { status: [200] },
      },
      account: { from: 'lookup', lookup: 'account', id: '$.id', label: '$.name', represents: 'workspace' },
      credentialUrl: 'https://launchpad.37signals.com/integrations',
      guidance: [
        'Sign in to Basecamp with the account that workflows shall use.',
        'Look at the list of permissions and allow access.',
      ],
      clientGuidance: [
        'At launchpad.37signals.com/integrations, create an application and add the redirect address shown here.',
        'Tick Basecamp as the product.',
        'Copy client ID and client secret and enter them here.',
      ],
    },
  ],
});
