import { defineApp } from '../app-definition/index.ts';

export const telnyx = defineApp({
  id: 'telnyx',
  name: 'Telnyx',
  category: 'communication',
  description: 'Send SMS and make calls with Telnyx.',
  docsUrl: 'https://developers.telnyx.com',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['trufflehog'],
    note: 'Address and place of the credential were found in one source only. The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'api-key',
      kind: 'api_key',
      label: 'API key',
      baseUrl: 'https://api.telnyx.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'API key', help: 'Begins with KEY.', secret: true }],
      secretPattern: '^KEY[0-9A-Z]+_[A-Za-z0-9]+$',
      test: { kind: 'request', request: { url: '/v2/balance' }, expect: { status: [200] } },
      account: { from: 'field', id: 'sha256({api_key})', represents: 'key' },
      credentialUrl: 'https://portal.telnyx.com/#/app/api-keys',
      guidance: ['In the Telnyx portal, open API keys and create a key.', 'Copy it; it is shown once.'],
    },
  ],
});
