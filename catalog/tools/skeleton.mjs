// The file of a new app: complete but for what its author alone knows, which says FILL IN.

/** As the formatter writes a text: in double quotes only where it holds single ones. */
const quoted = (text) => (text.includes("'") ? JSON.stringify(text) : `'${text.replaceAll('\\', '\\\\')}'`);

const fill = (what) => `'FILL IN: ${what}'`;

const ways = {
  api_key: {
    head: `kind: 'api_key',
      label: 'API key',`,
    inject: `[{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }]`,
    fields: `[{ key: 'api_key', label: 'API key', secret: true }]`,
    place: 'https://example.com/settings/api-keys',
    rest: '',
  },
  basic: {
    head: `kind: 'basic',
      label: 'User name and password',`,
    inject: `[{ in: 'basic', username: '{username}', password: '{password}' }]`,
    fields: `[
        { key: 'username', label: 'User name' },
        { key: 'password', label: 'Password', secret: true, format: 'password' },
      ]`,
    place: 'https://example.com/settings/security',
    rest: '',
  },
  oauth2_authorization_code: {
    head: `kind: 'oauth2_authorization_code',
      label: 'OAuth 2.0',`,
    inject: `[{ in: 'header', name: 'Authorization', value: 'Bearer {access_token}' }]`,
    fields: '[]',
    place: 'https://example.com/developers/apps',
    rest: `
      scopes: [{ name: 'read', why: ${fill('what it allows and why it is asked for')} }],
      oauth2: {
        grant: 'authorization_code',
        authorizationUrl: 'https://example.com/oauth/authorize',
        tokenUrl: 'https://example.com/oauth/token',
        refresh: { issued: 'unknown' },
      },
      clientGuidance: [${fill('where an administrator registers the OAuth client')}],`,
  },
};

export const kinds = Object.keys(ways);

/** The text of the file. `host` is the host of the API. */
export function skeleton({ id, name, kind, host }) {
  const way = ways[kind];
  const variable = id.replace(/-([a-z0-9])/g, (_all, letter) => letter.toUpperCase()).replace(/^(?=[0-9])/, 'app');
  const key = kind.startsWith('oauth2') ? 'oauth2' : kind.replace('_', '-');
  return `import { defineApp } from '../app-definition/index.ts';

export const ${variable} = defineApp({
  id: '${id}',
  name: ${quoted(name)},
  category: 'generic',
  description: ${fill('one plain sentence')},
  facts: {
    confirmed: false,
    scope: 'none',
    sources: ['vendor documentation'],
    note: 'From the documentation; not tried with an account.',
  },
  methods: [
    {
      key: '${key}',
      ${way.head}
      baseUrl: 'https://${host}',
      inject: ${way.inject},
      fields: ${way.fields},${way.rest}
      test: { kind: 'request', request: { url: '/me' }, expect: { status: [200] } },
      account: { from: 'test', id: '$.id', label: '$.name' },
      credentialUrl: '${way.place}',
      guidance: [${fill('where the credential is found, and which permission to give it')}],
    },
  ],
});
`;
}
