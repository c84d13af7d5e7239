import { defineApp, type AppDefinition } from '@drawbridge/catalog';

/** Secrets in every place in which a request can carry one. */
export const keyholeSecrets = {
  path_key: 'path-canary-0815-4711',
  query_key: 'query-canary-0815-4711',
  header_key: 'header-canary-0815-4711',
  body_key: 'body-canary-0815-4711',
};

/** An app that wants them all at once. */
export const keyholeApp = (url: string): AppDefinition =>
  defineApp({
    id: 'keyhole',
    name: 'Keyhole',
    category: 'developer-tools',
    description: 'A secret in each place.',
    facts: { confirmed: true, scope: 'none', sources: ['made for tests'] },
    methods: [
      {
        key: 'keys',
        kind: 'custom',
        label: 'Keys',
        baseUrl: '{base_url}/bot{path_key}',
        fields: [
          {
            key: 'base_url',
            label: 'Address',
            required: false,
            format: 'url',
            allowHttp: true,
            default: url,
            options: [{ value: url, label: 'The stand-in' }],
          },
          ...Object.keys(keyholeSecrets).map((key) => ({ key, label: key, secret: true })),
        ],
        inject: [
          { in: 'path', field: 'path_key' },
          { in: 'query', name: 'appid', value: '{query_key}' },
          { in: 'header', name: 'X-Key', value: '{header_key}' },
          { in: 'body', name: 'token', value: '{body_key}' },
        ],
        test: {
          kind: 'request',
          request: { method: 'POST', url: '/me?lang=en', body: { format: 'json', value: {} } },
          expect: { status: [200] },
        },
        account: { from: 'test', id: '$.id' },
      },
    ],
  });
