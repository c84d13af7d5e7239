import { defineApp } from '../app-definition/index.ts';

export const teamsWebhook = defineApp({
  id: 'teams-webhook',
  name: 'Microsoft Teams workflow webhook',
  category: 'communication',
  description: 'Post messages to one Microsoft Teams channel through a workflow.',
  docsUrl: 'https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/',
  facts: { confirmed: false, scope: 'none', sources: [], note: 'Nothing of this was confirmed by a source.' },
  methods: [
    {
      key: 'webhook-url',
      kind: 'custom',
      label: 'Webhook URL',
      baseUrl: '{webhook_url}',
      inject: [{ in: 'path', field: 'webhook_url' }],
      fields: [
        {
          key: 'webhook_url',
          label: 'Webhook URL',
          help: 'Whoever knows it can post: the address is the secret.',
          secret: true,
          format: 'url',
          allowedHostSuffixes: ['.logic.azure.com', '.webhook.office.com', '.api.powerplatform.com'],
          allowQuery: true,
        },
      ],
      test: {
        kind: 'untestable',
        reason: 'Every call posts a message to the channel; there is none that only checks the address.',
      },
      account: { from: 'field', id: 'sha256({webhook_url})', represents: 'key' },
      credentialPlace: 'Channel menu, Workflows',
      guidance: [
        'In Microsoft Teams, open the menu of the channel, Workflows.',
        'Choose the template that posts when a webhook request is received, and copy its URL.',
      ],
    },
  ],
});
