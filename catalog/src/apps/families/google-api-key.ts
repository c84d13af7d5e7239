import type { MethodDefinitionInput } from '../../app-definition/index.ts';

/** A Google Cloud API key: it belongs to a project, not to a person, and a bad one is answered with 400. */
export const googleApiKey = {
  key: 'api-key',
  kind: 'api_key',
  label: 'API key',
  inject: [{ in: 'query', name: 'key', value: '{api_key}' }],
  fields: [
    {
      key: 'api_key',
      label: 'API key',
      help: 'Begins with AIza.',
      secret: true,
    },
  ],
  secretPattern: '^AIza[0-9A-Za-z_-]{35}$',
  errors: [
    {
      when: { status: [403], at: '$.error.details[?reason=SERVICE_DISABLED].reason', present: true },
      code: 'missing_scope',
      part: 'permissions',
      meaning: 'The key works, but the API is switched off in its Google Cloud project.',
    },
    {
      when: { status: [403], at: '$.error.details[?reason=API_KEY_SERVICE_BLOCKED].reason', present: true },
      code: 'missing_scope',
      part: 'permissions',
      meaning: 'The key works, but it is restricted to other APIs.',
    },
    {
      when: {
        status: [403],
        at: '$.error.details[0].reason',
        equals: ['API_KEY_IP_ADDRESS_BLOCKED', 'API_KEY_HTTP_REFERRER_BLOCKED'],
      },
      code: 'missing_scope',
      part: 'permissions',
      meaning: 'The key is restricted to other addresses. Allow the address of this server, or remove the restriction.',
    },
  ],
  account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
  credentialUrl: 'https://console.cloud.google.com/apis/credentials',
} satisfies Partial<MethodDefinitionInput>;

/** The refusal of a key, as every Google API writes it. */
export const invalidGoogleKey = [
  { at: '$.error.details[?reason=API_KEY_INVALID].reason', present: true },
  { at: '$.error.message', contains: ['API key not valid', 'API key expired'] },
  { status: [401] },
];
