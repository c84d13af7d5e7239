import { defineApp } from '../app-definition/index.ts';

export const azureDevops = defineApp({
  id: 'azure-devops',
  name: 'Azure DevOps',
  category: 'developer-tools',
  description: 'Read and update work items, code and pipelines in Azure DevOps.',
  docsUrl: 'https://learn.microsoft.com/rest/api/azure/devops/',
  facts: {
    confirmed: true,
    scope: 'login',
    sources: ['nango', 'trufflehog'],
    note: 'The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'basic',
      kind: 'basic',
      label: 'Personal access token',
      baseUrl: 'https://dev.azure.com/{organization}',
      inject: [{ in: 'basic', username: '', password: '{api_token}' }],
      fields: [
        {
          key: 'organization',
          label: 'Organization',
          help: 'The part after dev.azure.com/ in the address.',
          pattern: '^[A-Za-z0-9][A-Za-z0-9-]{0,49}$',
          example: 'acme',
          alsoPastedAs: ['^https://dev\\.azure\\.com/([A-Za-z0-9-]+)'],
        },
        { key: 'api_token', label: 'Personal access token', secret: true },
      ],
      // A bad token is answered with a sign-in page: 203 or a redirect.
      test: {
        kind: 'request',
        request: { url: '/_apis/connectionData' },
        expect: { status: [200] },
        invalid: [{ status: [401, 203] }, { at: '$.authenticatedUser.providerDisplayName', equals: ['Anonymous'] }],
        redirectsAreInvalid: true,
      },
      account: {
        from: 'test',
        id: '{organization}#$.authenticatedUser.id',
        label: '$.authenticatedUser.providerDisplayName',
      },
      credentialUrl: 'https://dev.azure.com/{organization}/_usersSettings/tokens',
      guidance: [
        'In Azure DevOps, open User settings, Personal access tokens, and create a token for the organization.',
        'Choose only the scopes that workflows need, and an end date.',
        'Copy the token; it is shown once.',
      ],
      troubleshooting: [
        {
          symptom: 'Authorization rejected after months of service.',
          fix: 'The token has expired: it lives for a year at most. Create a new one.',
        },
      ],
      maxLifetimeDays: 365,
    },
  ],
});
