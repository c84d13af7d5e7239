import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

// Slack answers errors with status 200 and ok: false.
const common = {
  baseUrl: 'https://slack.com/api',
  scopes: [
    { name: 'chat:write', why: 'Posts messages as the app.' },
    { name: 'channels:read', why: 'Lists public channels, so that workflows can name them.' },
    { name: 'users:read', why: 'Lists the people of the workspace, so that workflows can mention them.' },
  ],
  test: {
    kind: 'request',
    request: { method: 'POST', url: '/auth.test', body: { format: 'empty' } },
    expect: { status: [200], at: '$.ok', equals: [true] },
    invalid: [
      { status: [401] },
      {
        at: '$.error',
        equals: ['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'token_expired', 'no_permission'],
      },
    ],
  },
  permissionTest: { kind: 'scopes', of: 'test', path: 'header x-oauth-scopes', separator: ',' },
  errors: [
    {
      when: { at: '$.error', equals: ['channel_not_found', 'not_in_channel', 'is_archived'] },
      code: 'channel_not_found',
      part: 'permissions',
      meaning:
        'The token works, but the app cannot reach this channel. Invite the app to it, or compare the channel ID.',
    },
    {
      when: { at: '$.error', equals: ['missing_scope'] },
      code: 'missing_scope',
      part: 'permissions',
      meaning: 'The token works, but lacks a scope. Reconnect and grant it.',
    },
    {
      when: { at: '$.error', equals: ['ratelimited', 'rate_limited'] },
      code: 'rate_limited',
      part: 'api',
      outcome: 'undecided',
      meaning: 'Slack asks to slow down.',
    },
    {
      when: { at: '$.error', equals: ['user_not_found', 'users_not_found'] },
      code: 'not_found',
      part: 'permissions',
      meaning: 'The token works, but Slack does not know this person.',
    },
    {
      when: { at: '$.error', equals: ['internal_error', 'fatal_error', 'service_unavailable'] },
      code: 'provider_error',
      part: 'api',
      outcome: 'undecided',
      meaning: 'Slack has a fault of its own at the moment.',
    },
  ],
  account: { from: 'test', id: '$.team_id#$.user_id', label: '$.team', represents: 'workspace' },
  credentialUrl: 'https://api.slack.com/apps',
  troubleshooting: [
    {
      code: 'channel_not_found',
      symptom: 'Connected, but posting to a channel fails.',
      fix: 'In Slack, write /invite and the name of the app in that channel. Use the channel ID (C...), not its name.',
    },
    {
      code: 'missing_scope',
      symptom: 'A required permission is missing.',
      fix: 'Add the scope to the Slack app under OAuth and permissions, install it again, and reconnect.',
    },
    {
      code: 'account_inactive',
      symptom: 'The connection stopped working from one day to the next.',
      fix: 'The app was removed, or the person who installed it was deactivated. Reconnect with another person.',
    },
  ],
} satisfies Partial<MethodDefinitionInput>;

export const slack = defineApp({
  id: 'slack',
  name: 'Slack',
  category: 'communication',
  description: 'Post messages to Slack channels and read who and what is there.',
  docsUrl: 'https://docs.slack.dev/apis/web-api/',
  priority: true,
  facts: {
    confirmed: true,
    scope: 'login_and_test',
    sources: ['nango', 'n8n', 'automatisch', 'trufflehog', 'vendor documentation'],
    note: 'Sources differ in how scopes are separated; the comma is used. Older sources name the first version of the login, which is outdated.',
  },
  methods: [
    {
      ...common,
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://slack.com/oauth/v2/authorize',
        tokenUrl: 'https://slack.com/api/oauth.v2.access',
        clientAuth: 'either',
        scopeSeparator: ',',
        grantedScopeSeparator: ',',
        // Proof keys have to be switched on in the Slack app, so they cannot be counted on.
        pkce: 'unknown',
        refresh: {
          issued: 'if_enabled',
          issuedWith: 'Token rotation, in the settings of the Slack app',
          rotates: true,
        },
        tokenErrors: [{ at: '$.ok', equals: [false] }],
        tokenFields: {
          team_id: '$.team.id',
          team_name: '$.team.name',
          bot_user_id: '$.bot_user_id',
          user_token: '$.authed_user.access_token',
          user_id: '$.authed_user.id',
          enterprise_id: '$.enterprise.id',
          webhook_url: '$.incoming_webhook.url',
        },
        revocation: { url: 'https://slack.com/api/auth.revoke', token: 'access_token', send: 'bearer', ends: 'token' },
      },
      guidance: [
        'Choose the workspace at the top right of the Slack page.',
        'Look at the list of permissions and choose Allow. Some workspaces let only an administrator allow apps.',
        'Afterwards, invite the app to each channel it shall post to: write /invite and its name there.',
      ],
      clientGuidance: [
        'At api.slack.com, create a Slack app.',
        'Under OAuth and permissions, add the redirect address shown here and the bot token scopes listed here.',
        'Copy client ID and client secret from Basic information.',
      ],
    },
    {
      ...common,
      key: 'bot-token',
      kind: 'api_key',
      label: 'Bot token',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [
        {
          key: 'api_key',
          label: 'Bot token',
          help: 'Begins with xoxb-. A user token (xoxp-) works as well.',
          secret: true,
        },
      ],
      secretPattern: '^xox[bpe](\\.xox[bp])?-[A-Za-z0-9-]{10,}$',
      guidance: [
        'At api.slack.com, open your Slack app, or create one, and go to OAuth and permissions.',
        'Under Bot token scopes, add chat:write, channels:read and users:read.',
        'Choose Install to workspace, then copy the Bot User OAuth Token.',
        'Invite the app to each channel it shall post to: write /invite and its name there.',
      ],
    },
  ],
});
