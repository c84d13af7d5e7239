import { defineApp } from '../app-definition/index.ts';

export const airtable = defineApp({
  id: 'airtable',
  name: 'Airtable',
  category: 'productivity',
  description: 'Read and write records of Airtable bases.',
  docsUrl: 'https://airtable.com/developers/web/api/introduction',
  priority: true,
  facts: {
    confirmed: true,
    scope: 'login_and_test',
    sources: ['nango', 'n8n', 'automatisch', 'trufflehog', 'vendor documentation'],
  },
  methods: [
    {
      key: 'personal-access-token',
      kind: 'api_key',
      label: 'Personal access token',
      baseUrl: 'https://api.airtable.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
      fields: [{ key: 'api_key', label: 'Personal access token', help: 'Begins with pat.', secret: true }],
      secretPattern: '^pat[A-Za-z0-9]{14}\\.[0-9a-f]{64}$',
      scopes: [
        { name: 'data.records:read', why: 'Reads the records of the bases you choose.' },
        { name: 'schema.bases:read', why: 'Reads the names of tables and columns.' },
        { name: 'user.email:read', why: 'Shows the e-mail address beside the connection.', required: false },
      ],
      test: { kind: 'request', request: { url: '/v0/meta/whoami' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.id', label: '$.email|$.id' },
      credentialUrl: 'https://airtable.com/create/tokens',
      guidance: [
        'Open the Builder Hub of Airtable, Personal access tokens, and choose Create token.',
        'Add the scopes listed here, and data.records:write when workflows shall change records.',
        'Under Access, add the bases or the whole workspace.',
        'Copy the token; it is shown once.',
      ],
      troubleshooting: [
        {
          symptom: 'Connected, but a base is answered with 403 or 404.',
          fix: 'Add the base under Access of the token. A token sees only what is listed there.',
        },
        {
          symptom: 'An old key that begins with key is refused.',
          fix: 'Airtable has retired those API keys. Create a personal access token.',
        },
      ],
    },
    {
      key: 'oauth2',
      kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',
      baseUrl: 'https://api.airtable.com',
      inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }],
      scopes: [
        { name: 'data.records:read', why: 'Reads the records of the bases you choose.' },
        { name: 'schema.bases:read', why: 'Reads the names of tables and columns.' },
        { name: 'user.email:read', why: 'Shows the e-mail address beside the connection.' },
      ],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://airtable.com/oauth2/v1/authorize',
        tokenUrl: 'https://airtable.com/oauth2/v1/token',
        clientAuth: 'basic',
        pkce: 'required',
        stateLength: { min: 16, max: 1024 },
        accessTokenTtlSeconds: 3600,
        refresh: { issued: 'always', rotates: true, idleTtlSeconds: 5_184_000 },
        tokenPaths: { refreshExpiresIn: '$.refresh_expires_in' },
      },
      test: { kind: 'request', request: { url: '/v0/meta/whoami' }, expect: { status: [200] } },
      permissionTest: { kind: 'scopes', of: 'test', path: '$.scopes' },
      account: { from: 'test', id: '$.id', label: '$.email|$.id' },
      credentialUrl: 'https://airtable.com/create/oauth',
      guidance: [
        'Sign in to Airtable.',
        'Choose the bases or workspaces that workflows may use, then choose Grant access.',
      ],
      clientGuidance: [
        'In the Builder Hub of Airtable, register an OAuth integration with the redirect address shown here.',
        'Switch on the scopes listed here, generate a client secret, and enter both here.',
      ],
      troubleshooting: [
        {
          code: 'invalid_grant',
          symptom: 'The connection needs to be reauthorized.',
          fix: 'It was unused for 60 days, or access was withdrawn in Airtable. Reconnect.',
        },
      ],
    },
  ],
});
