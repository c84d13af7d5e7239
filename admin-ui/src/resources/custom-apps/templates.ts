import type { CustomAppScope } from '@drawbridge/catalog';

const secretField = { key: 'api_key', label: 'API key', secret: true };
const request = { kind: 'request', request: { url: '/me' }, expect: { status: [200] } };
const baseUrl = 'https://api.example.com';

const methods = {
  api_key: {
    key: 'api-key',
    kind: 'api_key',
    label: 'API key',
    baseUrl,
    inject: [{ in: 'header', name: 'Authorization', value: 'Bearer {api_key}' }],
    fields: [secretField],
    test: request,
    guidance: ['Say in short steps where the key is found.'],
  },
  basic: {
    key: 'basic',
    kind: 'basic',
    label: 'User name and password',
    baseUrl,
    inject: [{ in: 'basic', username: '{username}', password: '{password}' }],
    fields: [
      { key: 'username', label: 'User name' },
      { key: 'password', label: 'Password', secret: true },
    ],
    test: request,
  },
  custom: {
    key: 'own-server',
    kind: 'custom',
    label: 'Own server',
    baseUrl: 'https://{host}',
    inject: [{ in: 'header', name: 'X-Api-Key', value: '{api_key}' }],
    fields: [{ key: 'host', label: 'Host', format: 'host', example: 'erp.example.com' }, secretField],
    test: request,
  },
} as const;

export type TemplateKind = keyof typeof methods;
export const templateKinds = Object.keys(methods) as TemplateKind[];

/** A definition to begin with, as text. */
export function templateFor(kind: TemplateKind, scope: CustomAppScope): string {
  const definition = {
    id: scope === 'platform' ? 'custom-example' : 'own-example',
    name: 'Example',
    category: 'generic',
    description: 'What people do with it, in one sentence.',
    methods: [methods[kind]],
  };
  return JSON.stringify(definition, null, 2);
}
