import { expect, test } from '@jest/globals';
import { apps } from '../apps/index.ts';
import { parseApp } from './app.ts';
import { checkCustomApp, type DefinitionFault } from './custom-app.ts';

/** Of the catalog, and between them of every part that a definition can have. */
const models = ['aws-s3', 'postgresql', 'shopify', 'tableau'];

type Path = (string | number)[];
type Tree = Record<string | number, unknown>;

/** Every kind of place in a definition: of a list the first entry. */
function* placesIn(value: unknown, path: Path = []): Generator<Path> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value).slice(0, Array.isArray(value) ? 1 : undefined)) {
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    yield at;
    yield* placesIn(item, at);
  }
}

/** A copy with another value in one place; undefined takes it away. */
function changed(definition: object, path: Path, value: unknown): object {
  const copy = structuredClone(definition);
  const last = path.at(-1) as string | number;
  const parent = path.slice(0, -1).reduce<Tree>((place, step) => place[step] as Tree, copy as Tree);
  if (value === undefined && Array.isArray(parent)) parent.splice(Number(last), 1);
  else if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}

const wrong = [undefined, null, -1.5, '', 'No such thing?', 'x'.repeat(500), '{', [], [true], { 'Not a name': '$.x' }];

/** As zod says it when nobody says it better. */
const raw = /Invalid|expected |received|Too (small|big)|Unrecognized|>=|<=|undefined|\[object|\|"/;

test('nothing that can be wrong with a definition is told in raw text, and all of it at its place', () => {
  const codes = new Set<string>();
  const faults: DefinitionFault[] = [];
  for (const app of apps.filter(({ id }) => models.includes(id))) {
    const { facts: _, ...definition } = { ...app, id: `custom-${app.id}` };
    for (const path of placesIn(definition))
      for (const value of wrong) {
        const broken = changed(definition, path, value);
        const checked = checkCustomApp(broken, 'platform');
        if (checked.ok) continue;
        faults.push(...checked.faults);
        for (const { code } of parseApp({ ...broken, facts: app.facts }).error?.issues ?? []) codes.add(code);
      }
  }
  expect([...codes].sort()).toEqual([
    'custom',
    'invalid_format',
    'invalid_key',
    'invalid_type',
    'invalid_union',
    'invalid_value',
    'too_big',
    'too_small',
    'unrecognized_keys',
  ]);
  const messages = [...new Set(faults.map(({ message }) => message))];
  expect(messages.length).toBeGreaterThan(100);
  expect(messages.filter((message) => raw.test(message))).toEqual([]);
  expect(messages.filter((message) => !/^[^a-z\s].*[.?]$/s.test(message))).toEqual([]);
  expect(faults.filter(({ pointer }) => !/^(\/[^/]*)*$/.test(pointer))).toEqual([]);
});

const faultsOf = (change: object, of = 'telegram') => {
  const { facts: _, ...definition } = apps.find(({ id }) => id === of) ?? apps[0] ?? { facts: null };
  const checked = checkCustomApp({ ...definition, id: `custom-${of}`, ...change }, 'platform');
  return checked.ok ? [] : checked.faults;
};

test.each<[string, unknown, string]>([
  ['a list', [], 'Must be an object, in { }.'],
  ['nothing', undefined, 'Is missing.'],
  ['text', 'app', 'Must be an object, in { }.'],
])('%s in the place of a definition', (_what, typed, message) => {
  expect(checkCustomApp(typed, 'tenant')).toEqual({ ok: false, faults: [{ pointer: '', message }] });
});

test('a pattern that is refused is not tried on the default', () => {
  const field = { key: 'code', label: 'Code', pattern: '^(a+)+$', default: `${'a'.repeat(40)}!` };
  const methods = [{ key: 'k', kind: 'api_key', label: 'Key', baseUrl: 'https://example.com', fields: [field] }];
  const test = { kind: 'request', request: { url: '/' }, expect: { status: [200] } };
  expect(faultsOf({ methods: methods.map((method) => ({ ...method, test })) })).toEqual([
    { pointer: '/methods/0/fields/0/pattern', message: expect.stringMatching(/^Must not repeat a group/) },
  ]);
});

test('a member that is not known is named itself, with the one that may be meant', () => {
  expect(faultsOf({ docsURL: 'https://example.com', extra: 1 })).toEqual([
    { pointer: '/docsURL', message: 'Is not known here. Did you mean docsUrl?' },
    {
      pointer: '/extra',
      message: 'Is not known here. Known are id, name, category, description, docsUrl, priority, facts, methods.',
    },
  ]);
});

test('a rule that is broken says what belongs there, at its place', () => {
  expect(faultsOf({ id: 'telegram' })).toMatchObject([
    { pointer: '/id', message: expect.stringMatching(/^Must begin with custom-/) },
  ]);
  expect(faultsOf({ name: 'Two\nlines' })).toEqual([
    { pointer: '/name', message: 'Must be one line without control characters. Here goes: Name as people know it.' },
  ]);
});
