import { defineApp } from '../app-definition/index.ts';

export const telegram = defineApp({
  id: 'telegram',
  name: 'Telegram',
  category: 'communication',
  description: 'Send messages to Telegram chats, groups and channels with a bot.',
  docsUrl: 'https://core.telegram.org/bots/api',
  priority: true,
  facts: { confirmed: true, scope: 'login_and_test', sources: ['nango', 'trufflehog', 'automatisch'] },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'Bot token',
      baseUrl: 'https://api.telegram.org/bot{api_key}',
      inject: [{ in: 'path', field: 'api_key' }],
      fields: [
        {
          key: 'api_key',
          label: 'Bot token',
          help: 'From @BotFather: digits, a colon and about 35 characters.',
          secret: true,
        },
      ],
      secretPattern: '^[0-9]{5,16}:[A-Za-z0-9_-]{34,36}$',
      test: {
        kind: 'request',
        request: { url: '/getMe' },
        expect: { status: [200], at: '$.ok', equals: [true] },
        // A token of the wrong shape is part of the address, so it is answered as an unknown address.
        invalid: [{ status: [401, 404] }],
      },
      errors: [
        {
          when: { status: [400], at: '$.description', contains: ['chat not found'] },
          code: 'channel_not_found',
          part: 'permissions',
          meaning:
            'The token is good, but the chat cannot be reached. Open the chat with /start, or add the bot to the group.',
        },
        {
          when: {
            status: [403],
            at: '$.description',
            contains: ['blocked by the user', 'kicked', "can't initiate", 'not a member'],
          },
          code: 'channel_not_found',
          part: 'permissions',
          meaning: 'The token is good, but the bot was blocked, removed, or never started in this chat.',
        },
        {
          when: { status: [429] },
          code: 'rate_limited',
          part: 'api',
          outcome: 'undecided',
          meaning: 'Too many messages: about one per second to a chat and 20 per minute to a group are allowed.',
        },
        {
          when: { status: [400], at: '$.description', contains: ['upgraded to a supergroup'] },
          code: 'channel_not_found',
          part: 'permissions',
          meaning: 'The group has become a supergroup and has a new ID, which begins with -100.',
        },
      ],
      account: { from: 'test', id: '$.result.id', label: '$.result.username' },
      credentialUrl: 'https://t.me/BotFather',
      guidance: [
        'In Telegram, open @BotFather, send /newbot, and answer its questions. For a bot you have, send /token.',
        'Copy the bot token that it answers.',
        'Open a chat with the bot and send /start: a bot cannot write to people who have not started it.',
        'For a group, add the bot as a member; for a channel, as an administrator. IDs of groups are negative numbers.',
      ],
      troubleshooting: [
        {
          code: '400 chat not found',
          symptom: 'Connected, but a message is answered with chat not found.',
          fix: 'The token is good and the chat is unreachable: send /start to the bot, or add it to the group, and compare the ID with its minus sign.',
        },
        {
          code: '404',
          symptom: 'Authorization rejected.',
          fix: 'Part of the token is missing. Copy it whole, with the digits before the colon and without the word bot.',
        },
        {
          symptom: 'The bot sees no messages of a group.',
          fix: 'Privacy mode hides them. Switch it off at @BotFather with /setprivacy, then add the bot again.',
        },
      ],
    },
  ],
});
