import { defineApp, type AppDefinition, type AppDefinitionInput, type MethodDefinition } from '@drawbridge/catalog';

type MethodInput = AppDefinitionInput['methods'][number];

/** A small app that has one method; what a test says about it stands in the test, not in the catalog. */
export function appOf(id: string, method: Partial<MethodInput>): { app: AppDefinition; method: MethodDefinition } {
  const app = defineApp({
    id,
    name: id[0]?.toUpperCase() + id.slice(1),
    category: 'generic',
    description: 'Stands in for a provider.',
    facts: { confirmed: false, scope: 'none', sources: ['test'] },
    methods: [
      { key: 'main', kind: 'api_key', label: 'Main', baseUrl: `https://api.${id}.com`, ...method } as MethodInput,
    ],
  });
  return { app, method: app.methods[0] as MethodDefinition };
}

export const key = { key: 'api_key', label: 'Key', secret: true, format: 'password' as const };
export const open = (name: string) => ({ key: name, label: name });
export const header = (name: string, value: string) => ({ in: 'header' as const, name, value });
export const bearer = [header('Authorization', 'Bearer {api_key}')];
export const get = (url: string, expect: object = { status: [200] }, more: object = {}) =>
  ({ kind: 'request', request: { url }, expect, ...more }) as MethodInput['test'];

/** The same method, with every address on this port of the loopback and without TLS. */
export function onPort<T extends { app: AppDefinition; method: MethodDefinition }>(
  { app, method }: T,
  port: number,
): { app: AppDefinition; method: MethodDefinition } {
  const withOwnPort = method.fields.filter((field) => field.allowPort).map((field) => `{${field.key}}`);
  const text = JSON.stringify(method).replace(/https:\/\/([^/"]+)/g, (whole, host: string) =>
    host === 'web.dev' ? whole : `http://${host}${withOwnPort.some((name) => host.endsWith(name)) ? '' : `:${port}`}`,
  );
  return { app, method: JSON.parse(text) as MethodDefinition };
}
