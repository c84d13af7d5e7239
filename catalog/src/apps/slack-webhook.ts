import { defineApp } from '../app-definition/index.ts';

export const slackWebhook = defineApp({
  id: 'slack-webhook',
  name: 'Slack incoming webhook',
  category: 'communication',
  description: 'Post messages to one Slack channel through its webhook.',
  facts: { confirmed: false, scope: 'none', sources: [], note: 'Nothing of this was confirmed by a source.' },
  methods: [
    {
      key: 'webhook-url',
      kind: 'custom',
      label: 'Webhook URL',
      baseUrl: 'https://hooks.slack.com/services/{+webhook_url}',
      inject: [{ in: 'path', field: 'webhook_url' }],
      // Kept without its host: a pasted address cannot lead anywhere else.
      fields: [
        {
          key: 'webhook_url',
          label: 'Webhook URL',
          help: 'Whoever knows it can post: the address is the secret.',
          secret: true,
          alsoPastedAs: ['^https://hooks\\.slack\\.com/services/(T[A-Z0-9]+/B[A-Z0-9]+/[A-Za-z0-9]+)$'],
        },
        {
          key: 'team_id',
          label: 'Workspace',
          required: false,
          filledFrom: { from: 'field', field: 'webhook_url', match: '(T[A-Z0-9]+)/B[A-Z0-9]+/' },
        },
        {
          key: 'service_id',
          label: 'Webhook ID',
          required: false,
          filledFrom: { from: 'field', field: 'webhook_url', match: 'T[A-Z0-9]+/(B[A-Z0-9]+)/' },
        },
      ],
      test: {
        kind: 'request',
        request: { method: 'POST', url: '', body: { format: 'json', value: {} } },
        expect: { status: [400], at: 'body', contains: ['no_text', 'invalid_payload'] },
        invalid: [
          { at: 'body', contains: ['invalid_token', 'no_service', 'no_team', 'no_active_hooks', 'team_disabled'] },
        ],
      },
      errors: [
        {
          when: { at: 'body', contains: ['channel_not_found', 'channel_is_archived'] },
          code: 'channel_not_found',
          part: 'permissions',
          meaning: 'The webhook works, but its channel is gone. Make a webhook for another channel.',
        },
        {
          when: { at: 'body', contains: ['action_prohibited', 'posting_to_general_channel_denied'] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The webhook works, but an administrator has restricted posting to this channel.',
        },
      ],
      account: { from: 'field', id: '{team_id}#{service_id}', label: '{service_id}', represents: 'key' },
      credentialUrl: 'https://api.slack.com/apps',
      guidance: [
        'At api.slack.com, open your Slack app, or create one, and switch on Incoming webhooks.',
        'Add a webhook to the workspace, choose the channel, and copy the URL.',
        'The test sends an empty message, which Slack refuses without posting anything.',
      ],
    },
  ],
});
