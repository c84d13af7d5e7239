import { defineApp } from '../app-definition/index.ts';

export const discordWebhook = defineApp({
  id: 'discord-webhook',
  name: 'Discord webhook',
  category: 'communication',
  description: 'Post messages to one Discord channel through its webhook.',
  facts: { confirmed: false, scope: 'none', sources: [], note: 'Nothing of this was confirmed by a source.' },
  methods: [
    {
      key: 'webhook-url',
      kind: 'custom',
      label: 'Webhook URL',
      baseUrl: 'https://discord.com/api/webhooks/{+webhook_url}',
      inject: [{ in: 'path', field: 'webhook_url' }],
      // Kept without its host: a pasted address cannot lead anywhere else.
      fields: [
        {
          key: 'webhook_url',
          label: 'Webhook URL',
          help: 'Whoever knows it can post: the address is the secret.',
          secret: true,
          alsoPastedAs: ['^https://(?:canary\\.|ptb\\.)?discord(?:app)?\\.com/api/webhooks/([0-9]+/[A-Za-z0-9_-]+)$'],
        },
      ],
      test: {
        kind: 'request',
        request: { url: '' },
        expect: { status: [200], at: '$.id', present: true },
        invalid: [{ status: [401] }, { at: '$.code', equals: [10_015, 50_027] }],
      },
      account: { from: 'test', id: '$.id', label: '$.name', represents: 'key' },
      credentialUrl: 'https://support.discord.com/hc/articles/228383668',
      guidance: [
        'In Discord, open the settings of the channel, Integrations, Webhooks.',
        'Create a webhook and copy its URL.',
      ],
    },
  ],
});
