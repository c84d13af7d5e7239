import { defineApp } from '../app-definition/index.ts';

const authorizeAccount = {
  url: 'https://api.backblazeb2.com/b2api/v3/b2_authorize_account',
  auth: { username: '{key_id}', password: '{application_key}' },
};

export const backblazeB2 = defineApp({
  id: 'backblaze-b2',
  name: 'Backblaze B2',
  category: 'storage',
  description: 'Store and fetch files in Backblaze B2.',
  docsUrl: 'https://www.backblaze.com/apidocs/introduction-to-the-b2-native-api',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: [],
    note: 'Address and form of the login were not found in any source.',
  },
  methods: [
    {
      key: 'two-step',
      kind: 'custom',
      label: 'Application key',
      baseUrl: '{api_url}',
      inject: [{ in: 'header', name: 'Authorization', value: '{session_token}' }],
      fields: [
        { key: 'key_id', label: 'Key ID', help: 'keyID of the application key.', example: '005a1b2c3d4e5f60000000001' },
        { key: 'application_key', label: 'Application key', help: 'Shown once, when the key is made.', secret: true },
        {
          key: 'api_url',
          label: 'API address',
          required: false,
          format: 'url',
          allowedHostSuffixes: ['.backblazeb2.com'],
          filledFrom: { from: 'session', path: '$.apiInfo.storageApi.apiUrl' },
        },
        {
          key: 'account_id',
          label: 'Account ID',
          required: false,
          filledFrom: { from: 'session', path: '$.accountId' },
        },
      ],
      scopes: [
        { name: 'listBuckets', why: 'Names the buckets.', required: false },
        { name: 'listFiles', why: 'Lists the files of a bucket.', required: false },
        { name: 'readFiles', why: 'Fetches files.', required: false },
      ],
      session: { request: authorizeAccount, tokenPath: '$.authorizationToken', ttlSeconds: 86_400 },
      // The login call is the test: every other call takes a permission that a key may lack.
      test: {
        kind: 'request',
        request: authorizeAccount,
        expect: { status: [200], at: '$.accountId', present: true },
        invalid: [{ status: [401] }],
      },
      permissionTest: { kind: 'scopes', of: 'test', path: '$.apiInfo.storageApi.capabilities' },
      errors: [
        {
          when: { status: [403], at: '$.code', equals: ['transaction_cap_exceeded', 'storage_cap_exceeded'] },
          code: 'rate_limited',
          part: 'api',
          outcome: 'undecided',
          meaning: 'A cap of the account is reached. Raise it in Caps and Alerts, or wait until tomorrow.',
        },
      ],
      account: { from: 'test', id: '$.accountId', label: '$.accountId', represents: 'workspace' },
      credentialUrl: 'https://secure.backblaze.com/app_keys.htm',
      guidance: [
        'In Backblaze, open Application Keys and add a key for the workflows. Never use the master key.',
        'Limit it to the bucket and to read only, where that is enough.',
        'Copy keyID and applicationKey; the key is shown once.',
      ],
      troubleshooting: [
        {
          code: 'bad_auth_token',
          symptom: 'Authorization rejected.',
          fix: 'Key ID and key do not belong together, or the key was deleted. The name of a key is not its ID.',
        },
      ],
    },
  ],
});
