import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const errors: MethodDefinitionInput['errors'] = [
  {
    when: { at: '$.code', equals: [10003] },
    code: 'channel_not_found',
    part: 'permissions',
    meaning: 'The bot works, but does not know this channel. Compare the channel ID and add the bot to the server.',
  },
  {
    when: { at: '$.code', equals: [50001, 50013] },
    code: 'missing_scope',
    part: 'permissions',
    meaning: 'The bot works, but its role may not do this in the channel.',
  },
];

export const discord = defineApp({
  id: 'discord',
  name: 'Discord',
  category: 'communication',
  description: 'Post messages to Discord servers with a bot, or identify a Discord user.',
  docsUrl: 'https://discord.com/developers/docs/intro',
  priority: true,
  facts: {
    confirmed: true,
    scope: 'login_and_test',
    sources: ['nango', 'grant', 'automatisch', 'trufflehog', 'vendor documentation'],
    note: 'Older sources name another authorization address; the one in the vendor documentation is used.',
  },
  methods: [
    {
      key: 'bot-token',
      kind: 'api_key',
      label: 'Bot token',
      baseUrl: 'https://discord.com/api/v10',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bot {api_key}' }],
      fields: [
        {
          key: 'api_key',
          label: 'Bot token',
          help: 'The token alone, without the word Bot.',
          secret: true,
        },
      ],
      secretPattern: '^[A-Za-z0-9_-]{23,28}\\.[A-Za-z0-9_-]{6,7}\\.[A-Za-z0-9_-]{27,}$',
      test: { kind: 'request', request: { url: '/users/@me' }, expect: { status: [200] } },
      errors,
      account: { from: 'test', id: '$.id', label: '$.username' },
      credentialUrl: 'https://discord.com/developers/applications',
      guidance: [
        'In the Discord developer portal, open your application, or create one.',
        'Under Bot, choose Reset token and copy it. The old token stops working at once.',
        'Under OAuth2, URL generator, tick bot and the permissions Send Messages and View Channels; open the link and add the bot to your server.',
        'For channel IDs, switch on Developer mode in Discord, then right-click a channel and copy its ID.',
      ],
      troubleshooting: [
        {
          symptom: 'Authorization rejected.',
          fix: 'The client secret or the application ID was pasted instead of the bot token.',
        },
        {
          code: '50001',
          symptom: 'Connected, but posting to a channel fails.',
          fix: 'Add the bot to the server, and give its role access to the channel.',
        },
      ],
    },
    {
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: 'https://discord.com/api/v10',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [{ name: 'identify', why: 'Tells which Discord user was connected.' }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://discord.com/oauth2/authorize',
        tokenUrl: 'https://discord.com/api/oauth2/token',
        clientAuth: 'either',
        pkce: 'supported',
        accessTokenTtlSeconds: 604_800,
        refresh: { issued: 'always', rotates: true },
        tokenFields: { guild_id: '$.guild.id', guild_name: '$.guild.name', webhook_url: '$.webhook.url' },
        revocation: { url: 'https://discord.com/api/oauth2/token/revoke', clientAuth: 'basic', ends: 'all_of_user' },
      },
      test: { kind: 'request', request: { url: '/users/@me' }, expect: { status: [200] } },
      permissionTest: { kind: 'scopes', of: 'token', path: '$.scope' },
      errors,
      account: { from: 'test', id: '$.id', label: '$.username' },
      credentialUrl: 'https://discord.com/developers/applications',
      guidance: [
        'Sign in to Discord and choose Authorize.',
        'This tells who you are. To post to channels, use the bot token instead.',
      ],
      clientGuidance: [
        'In the Discord developer portal, open your application, OAuth2, and add the redirect address shown here.',
        'Copy client ID and client secret.',
      ],
      troubleshooting: [
        {
          symptom: 'Discord says that the redirect address is invalid.',
          fix: 'In the Discord developer portal, OAuth2, add the redirect address shown here, letter for letter, and save.',
        },
        {
          code: 'missing_scope',
          symptom: 'Connected, but a workflow cannot post to a channel.',
          fix: 'A login only tells who somebody is. Connect a bot token for what a bot shall do.',
        },
      ],
    },
  ],
});
