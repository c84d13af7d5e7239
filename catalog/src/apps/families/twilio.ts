import type { MethodDefinitionInput } from '../../app-definition/index.ts';

type Field = NonNullable<MethodDefinitionInput['fields']>[number];

export const accountSid: Field = {
  key: 'account_sid',
  label: 'Account SID',
  help: 'On the first page of the Twilio console, under Account Info.',
  pattern: '^AC[0-9a-f]{32}$',
  patternHint: 'must be AC and 32 characters from 0-9 and a-f',
  example: 'AC00000000000000000000000000000000',
};

const errors: MethodDefinitionInput['errors'] = [
  {
    when: { at: '$.code', equals: [20429] },
    code: 'rate_limited',
    part: 'api',
    outcome: 'undecided',
    meaning: 'Too many requests to Twilio at the same time.',
  },
  {
    when: { at: '$.code', equals: [20404] },
    code: 'not_found',
    part: 'api',
    meaning: 'Twilio does not know this account or resource. Compare the Account SID.',
  },
  {
    when: { at: '$.code', equals: [63007] },
    code: 'channel_not_found',
    part: 'permissions',
    meaning: 'The sender is not set up for WhatsApp in this Twilio account.',
  },
];

const invalid = [{ status: [401] }, { at: '$.code', equals: [20003] }];

/** The main credential of an account: it can do everything. */
export function twilioAuthToken(
  extra: Field[],
  rest: Pick<MethodDefinitionInput, 'guidance' | 'troubleshooting'>,
): MethodDefinitionInput {
  return {
    key: 'auth-token',
    kind: 'basic',
    label: 'Account SID and Auth Token',
    baseUrl: 'https://api.twilio.com',
    inject: [{ in: 'basic', username: '{account_sid}', password: '{auth_token}' }],
    fields: [
      accountSid,
      {
        key: 'auth_token',
        label: 'Auth Token',
        help: 'Right below the Account SID; choose Show.',
        secret: true,
      },
      ...extra,
    ],
    secretPattern: '^[0-9a-f]{32}$',
    test: {
      kind: 'request',
      request: { url: '/2010-04-01/Accounts/{account_sid}.json' },
      expect: { status: [200] },
      invalid,
    },
    errors,
    account: { from: 'test', id: '$.sid', label: '$.friendly_name', represents: 'workspace' },
    credentialUrl: 'https://console.twilio.com',
    ...rest,
  };
}

/** A key that can be revoked alone. A standard key may not read the account, hence another test. */
export function twilioApiKey(
  extra: Field[],
  rest: Pick<MethodDefinitionInput, 'guidance' | 'troubleshooting'>,
): MethodDefinitionInput {
  return {
    key: 'api-key',
    kind: 'basic',
    label: 'API key',
    baseUrl: 'https://api.twilio.com',
    inject: [{ in: 'basic', username: '{api_key_sid}', password: '{api_key_secret}' }],
    fields: [
      accountSid,
      {
        key: 'api_key_sid',
        label: 'API key SID',
        pattern: '^SK[0-9a-f]{32}$',
        patternHint: 'must be SK and 32 characters from 0-9 and a-f',
        example: 'SK00000000000000000000000000000000',
      },
      {
        key: 'api_key_secret',
        label: 'API key secret',
        help: 'Shown once, when the key is made.',
        secret: true,
      },
      ...extra,
    ],
    test: {
      kind: 'request',
      request: { url: '/2010-04-01/Accounts/{account_sid}/Messages.json?PageSize=1' },
      expect: { status: [200] },
      invalid,
    },
    errors,
    account: { from: 'field', id: '{account_sid}', label: '{account_sid}', represents: 'workspace' },
    credentialUrl: 'https://console.twilio.com/us1/account/keys-credentials/api-keys',
    ...rest,
  };
}
