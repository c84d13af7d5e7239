import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import ts from 'typescript';
import { mayUse, readsEnvironment, reserved } from './module-table.mjs';

const source = fileURLToPath(new URL('../../backend/src', import.meta.url));
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
/** Files that put the modules together. */
const composition = ['app.module.ts', 'app.ts', 'entities.ts', 'migrate.ts', 'seed.ts', 'main.ts', 'api-docs.ts'];

interface Import {
  from: string;
  to: string;
}

const textOf = (file: string) => readFileSync(path.join(source, file), 'utf8');
const imports: Import[] = files.flatMap((file) =>
  ts.preProcessFile(textOf(file), true, true).importedFiles.map(({ fileName }) => ({
    from: file,
    to: fileName.startsWith('.') ? path.posix.join(path.posix.dirname(file), fileName) : fileName,
  })),
);
const relative = imports.filter(({ to }) => files.includes(to));
const moduleOf = (file: string): string | undefined => (file.includes('/') ? file.split('/')[0] : undefined);
const isModule = (name: string | undefined): name is string =>
  name !== undefined && !['platform', 'migrations', 'demo'].includes(name);

test('the imports were found', () => {
  expect(files.length).toBeGreaterThan(100);
  expect(relative.length).toBeGreaterThan(300);
});

test('every module has a row in the table', () => {
  const found = new Set(files.map(moduleOf).filter(isModule));
  expect([...found].filter((name) => !(name in mayUse))).toEqual([]);
});

test('a module uses another one only where the table says so, and only by its index.ts', () => {
  const wrong = relative.filter(({ from, to }) => {
    const [user, used] = [moduleOf(from), moduleOf(to)];
    if (!isModule(user) || !isModule(used) || user === used) return false;
    return !mayUse[user]?.includes(used) || to !== `${used}/index.ts`;
  });
  expect(wrong).toEqual([]);
});

test('the table has no cycle', () => {
  const done: string[] = [];
  for (let left = Object.keys(mayUse); left.length > 0; left = left.filter((name) => !done.includes(name))) {
    const free = left.filter((name) => mayUse[name]?.every((used) => done.includes(used)));
    expect(free).not.toEqual([]);
    done.push(...free);
  }
});

test('the platform and the migrations know no module', () => {
  expect(
    relative.filter(
      ({ from, to }) =>
        ['platform', 'migrations'].includes(moduleOf(from) ?? '') &&
        !['platform', 'migrations'].includes(moduleOf(to) ?? ''),
    ),
  ).toEqual([]);
});

test('the demo is made by the seed alone', () => {
  expect(
    relative.filter(({ from, to }) => moduleOf(to) === 'demo' && moduleOf(from) !== 'demo' && from !== 'seed.ts'),
  ).toEqual([]);
});

test('only the files that put the product together lie beside the modules', () => {
  expect(files.filter((file) => moduleOf(file) === undefined && !composition.includes(file))).toEqual([]);
});

test.each(Object.entries(reserved))('%s is used in its own place only', (name, places) => {
  const users = imports.filter(({ to }) => to === name || to.startsWith(`${name}/`)).map(({ from }) => from);
  expect(users.length).toBeGreaterThan(0);
  expect(users.filter((file) => !places.some((place) => file.startsWith(place)))).toEqual([]);
});

test('only the configuration reads the environment', () => {
  const readers = files.filter(
    (file) => /\bprocess\s*(\.|\[\s*['"])env\b/.test(textOf(file)) && !file.endsWith('.spec.ts'),
  );
  expect(readers.filter((file) => !file.startsWith(readsEnvironment))).toEqual([]);
  expect(readers).not.toEqual([]);
});

test('nobody imports the backend or the console, and the catalog imports nothing of the product', () => {
  const root = path.resolve(source, '..', '..');
  const packages = ['backend', 'admin-ui', 'catalog', 'deploy'].map(
    (name) =>
      JSON.parse(readFileSync(path.join(root, name, 'package.json'), 'utf8')) as {
        name: string;
        dependencies?: object;
      },
  );
  const uses = Object.fromEntries(
    packages.map((one) => [
      one.name,
      Object.keys(one.dependencies ?? {}).filter((name) => name.startsWith('@drawbridge/')),
    ]),
  );
  expect(uses['@drawbridge/catalog']).toEqual([]);
  expect(uses['@drawbridge/backend']).toEqual(['@drawbridge/catalog']);
  for (const users of Object.values(uses)) expect(users).not.toContain('@drawbridge/admin-ui');
  expect(uses['@drawbridge/admin-ui']).not.toContain('@drawbridge/backend');
});
