import { defineApp, type MethodDefinitionInput } from '../app-definition/index.ts';

const appKey = {
  key: 'app_key',
  label: 'API key',
  help: 'Key of the Power-Up; not a secret.',
  pattern: '^[0-9a-f]{32}$',
  patternHint: 'must have 32 characters, 0-9 and a-f',
  example: '0123456789abcdef0123456789abcdef',
};

// Refusals are plain text: invalid key, invalid token.
const common = {
  baseUrl: 'https://api.trello.com',
  test: {
    kind: 'request',
    request: { url: '/1/members/me?fields=username' },
    expect: { status: [200], at: '$.id', present: true },
    invalid: [{ status: [401] }, { status: [400], at: 'body', contains: ['invalid token', 'invalid key'] }],
  },
  account: { from: 'test', id: '$.id', label: '$.username' },
  credentialUrl: 'https://trello.com/power-ups/admin',
} satisfies Partial<MethodDefinitionInput>;

export const trello = defineApp({
  id: 'trello',
  name: 'Trello',
  category: 'project-management',
  description: 'Read and create cards in Trello.',
  docsUrl: 'https://developer.atlassian.com/cloud/trello/rest/',
  facts: { confirmed: true, scope: 'login_and_test', sources: ['automatisch', 'trufflehog'] },
  methods: [
    {
      ...common,
      key: 'api-key',
      kind: 'api_key',
      label: 'API key and token',
      inject: [
        { in: 'query', name: 'key', value: '{app_key}' },
        { in: 'query', name: 'token', value: '{api_key}' },
      ],
      fields: [appKey, { key: 'api_key', label: 'Token', help: 'Stands for your account.', secret: true }],
      secretPattern: '^(?:ATTA)?[0-9a-fA-F]{64,76}$',
      keyGrant: {
        url: 'https://trello.com/1/authorize',
        params: { key: '{app_key}', name: 'Drawbridge', scope: 'read', expiration: 'never', response_type: 'token' },
        delivery: 'shown',
        fills: { api_key: 'token' },
      },
      guidance: [
        'Open the Power-Up admin page, choose a Power-Up or make one, and copy its API key.',
        'Follow the Token link beside the key, allow access, and copy the token that is shown.',
        'Whoever has the token can do in Trello what you can do. It is a secret; the API key is none.',
      ],
      troubleshooting: [
        {
          symptom: 'Trello answers: invalid token.',
          fix: 'The token was revoked in your account settings, or belongs to another API key. Make a new one.',
        },
        {
          symptom: 'Trello answers: invalid key.',
          fix: 'The secret of the Power-Up was entered instead of its API key.',
        },
      ],
    },
    {
      ...common,
      key: 'oauth1',
      kind: 'custom',
      label: 'OAuth 1.0a tokens',
      fields: [
        appKey,
        { key: 'app_secret', label: 'API secret', help: 'Secret of the Power-Up.', secret: true },
        { key: 'token', label: 'Access token', secret: true },
        { key: 'token_secret', label: 'Access token secret', secret: true },
      ],
      signing: {
        kind: 'oauth1',
        signature: 'HMAC-SHA1',
        consumerKeyField: 'app_key',
        consumerSecretField: 'app_secret',
        tokenField: 'token',
        tokenSecretField: 'token_secret',
      },
      guidance: [
        'For tokens that an app of yours has got through OAuth 1.0a already; otherwise connect with API key and token.',
        'Copy API key and secret from the Power-Up admin page, and the token with its secret from your app.',
      ],
    },
  ],
});
