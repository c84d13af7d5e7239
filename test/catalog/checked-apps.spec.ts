import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { apps } from '@drawbridge/catalog/apps';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const tool = path.join(repository, 'catalog', 'tools', 'checked-apps.mjs');
let built: string;
let file: string;
beforeAll(() => {
  // Beside the packages, so that what was built finds them.
  const cache = path.join(repository, 'node_modules', '.cache');
  mkdirSync(cache, { recursive: true });
  built = mkdtempSync(path.join(cache, 'checked-apps-'));
  file = path.join(built, 'checked-apps.json');
  cpSync(path.join(repository, 'catalog', 'dist'), built, { recursive: true });
  writeFileSync(path.join(built, 'package.json'), '{"type":"module"}');
});
afterAll(() => rmSync(built, { recursive: true, force: true }));

const run = (...args: string[]) => spawnSync(process.execPath, args, { encoding: 'utf8', env: {} });
const write = () => run(tool, built);
const names = (): Record<string, string> => {
  const script = `const { apps } = await import(${JSON.stringify(path.join(built, 'apps', 'index.js'))});
    console.log(JSON.stringify(Object.fromEntries(apps.map(({ id, name }) => [id, name]))))`;
  return JSON.parse(run('--input-type=module', '-e', script).stdout);
};
const stored = () => JSON.parse(readFileSync(file, 'utf8'));

test('the build writes down every app as it is after its check', () => {
  expect(write()).toMatchObject({ status: 0, stderr: '' });
  expect(stored().apps).toEqual(JSON.parse(JSON.stringify(apps)));
});

test('a start takes what is written down, for the files that it was made of and for no others', () => {
  write();
  const changed = stored();
  changed.apps[0].name = 'Written down';
  writeFileSync(file, JSON.stringify(changed));
  const [first] = apps;
  expect(names()[first?.id ?? '']).toBe('Written down');
  const one = path.join(built, 'apps', `${first?.id}.js`);
  writeFileSync(one, `${readFileSync(one, 'utf8')}\n// changed since\n`);
  expect(names()[first?.id ?? '']).toBe(first?.name);
});

test('an app that breaks a rule ends the build, with nothing written down', () => {
  write();
  const wrong = readFileSync(path.join(built, 'apps', 'stripe.js'), 'utf8')
    .replace("id: 'stripe'", "id: 'wrong'")
    .replace('https://api.stripe.com', 'http://api.stripe.com');
  writeFileSync(path.join(built, 'apps', 'wrong.js'), wrong);
  const ended = write();
  rmSync(path.join(built, 'apps', 'wrong.js'));
  expect(ended.status).toBe(1);
  expect(ended.stderr).toMatch(/^app wrong: .*https/s);
  expect(existsSync(file)).toBe(false);
});
