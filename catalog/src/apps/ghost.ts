import { defineApp } from '../app-definition/index.ts';

export const ghost = defineApp({
  id: 'ghost',
  name: 'Ghost',
  category: 'cms',
  description: 'Write posts and read members of a Ghost site.',
  docsUrl: 'https://docs.ghost.org/admin-api',
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['nango'],
    note: 'Form and place of the token were found in one source only. The test request is not confirmed by any source.',
  },
  methods: [
    {
      key: 'admin-jwt',
      kind: 'custom',
      label: 'Admin API key',
      baseUrl: '{admin_url}/ghost/api/admin',
      inject: [{ in: 'header', name: 'Authorization', value: 'Ghost {signed_jwt}' }],
      staticHeaders: { 'Accept-Version': 'v5.0' },
      fields: [
        {
          key: 'admin_url',
          label: 'Admin address',
          help: 'API URL of the integration, without /ghost.',
          format: 'url',
          allowHttp: true,
          alsoPastedAs: ['^((?:https?://)?[^?#]+)/ghost(?:/|$)'],
          example: 'https://blog.example.com',
        },
        {
          key: 'admin_api_key',
          label: 'Admin API key',
          help: 'Two parts with a colon between them.',
          secret: true,
          stripSpaces: true,
          pattern: '^[0-9a-fA-F]{8,64}:[0-9a-fA-F]{32,128}$',
          patternHint: 'must be the Admin API key with the colon in it, not the Content API key',
        },
        {
          key: 'key_id',
          label: 'Key ID',
          required: false,
          filledFrom: { from: 'field', field: 'admin_api_key', match: '^([0-9a-fA-F]+):' },
        },
        {
          key: 'key_secret',
          label: 'Key secret',
          secret: true,
          required: false,
          filledFrom: { from: 'field', field: 'admin_api_key', match: ':([0-9a-fA-F]+)$' },
        },
      ],
      secretPattern: '^[0-9a-f]{24}:[0-9a-f]{64}$',
      signing: {
        kind: 'jwt',
        algorithm: 'HS256',
        keyField: 'key_secret',
        keyEncoding: 'hex',
        header: { kid: '{key_id}' },
        claims: { aud: '/admin/' },
        ttlSeconds: 300,
        use: 'request',
      },
      // The address /site/ answers strangers too; this one does not.
      test: { kind: 'request', request: { url: '/config/' }, expect: { status: [200], at: '$.config', present: true } },
      errors: [
        {
          when: { status: [403], at: '$.errors[0].type', equals: ['NoPermissionError'] },
          code: 'missing_scope',
          part: 'permissions',
          meaning: 'The key works, but may not do this.',
        },
      ],
      account: { from: 'field', id: '{admin_url}#{key_id}', label: '{admin_url}', represents: 'server' },
      credentialUrl: '{admin_url}/ghost/#/settings/integrations',
      guidance: [
        'In Ghost Admin, open Settings, Integrations, and add a custom integration for the workflows.',
        'Copy the Admin API key and the API URL.',
      ],
      troubleshooting: [
        {
          code: 'INVALID_JWT',
          symptom: 'Authorization rejected.',
          fix: 'The integration was deleted or its key made anew, or the clock of this server is wrong.',
        },
        {
          symptom: 'A page instead of data comes back.',
          fix: 'The admin address differs from that of the site. Use the API URL that the integration shows.',
        },
      ],
    },
  ],
});
