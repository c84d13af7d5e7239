import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import prettier from 'prettier';

const root = fileURLToPath(new URL('../..', import.meta.url));
const scratch = mkdtempSync(path.join(os.tmpdir(), 'drawbridge-catalog-'));
const appFile = (id: string) => path.join(scratch, 'catalog', 'src', 'apps', `${id}.ts`);

beforeAll(() => {
  for (const part of ['src', 'tools', 'package.json'])
    cpSync(path.join(root, 'catalog', part), path.join(scratch, 'catalog', part), { recursive: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(scratch, 'node_modules'));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Runs one of the tools in the scratch copy, as the npm script does. */
function run(tool: 'check' | 'new', ...args: string[]): Promise<{ code: number; text: string }> {
  return new Promise((resolve) => {
    const script = path.join('catalog', 'tools', `${tool}.mjs`);
    execFile(
      process.execPath,
      [script, ...args],
      { cwd: scratch, env: { PATH: process.env['PATH'] } },
      (error, out, err) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, text: `${out}${err}` }),
    );
  });
}

const edit = (id: string, from: string | RegExp, to: string) => {
  const before = readFileSync(appFile(id), 'utf8');
  const after = before.replace(from, to);
  if (after === before) throw new Error(`nothing to replace in ${id}`);
  writeFileSync(appFile(id), after);
};

test('the apps of the catalog keep all rules', async () => {
  expect(await run('check')).toEqual({
    code: 0,
    text: expect.stringMatching(/^\d{3} apps checked, 0 with faults\.\n$/),
  });
});

test.each([
  ['api_key', []],
  ['basic', ['--kind', 'basic']],
  ['oauth2_authorization_code', ['--kind', 'oauth2_authorization_code']],
])('a new app by %s needs nothing but its texts', async (kind, options) => {
  const id = `new-${kind.replaceAll('_', '-')}`;
  expect(await run('new', id, '--host', 'api.acme.com', '--name', "Acme's CRM", ...options)).toMatchObject({ code: 0 });
  expect(await prettier.check(readFileSync(appFile(id), 'utf8'), { parser: 'typescript', ...(await style()) })).toBe(
    true,
  );

  const unfinished = await run('check', id);
  expect(unfinished.code).toBe(1);
  expect(unfinished.text).toContain('description: Still says FILL IN. Here goes: One plain sentence.');

  edit(id, /FILL IN: /g, 'Well: ');
  expect(await run('check', id)).toEqual({ code: 0, text: '1 app checked, 0 with faults.\n' });
  rmSync(appFile(id));
});

test('a name that is taken, and an id that is none, are refused before anything is written', async () => {
  expect(await run('new', 'slack')).toEqual({ code: 1, text: 'catalog/src/apps/slack.ts is there already\n' });
  expect((await run('new', 'Acme CRM')).text).toContain('small letters, digits and dashes');
  expect((await run('new', 'acme', '--kind', 'magic')).text).toContain('--kind must be one of api_key, basic,');
  expect((await run('new', 'acme', '--host', 'https://acme.com/')).text).toContain('--host must be the host');
  expect((await run('check', 'acme')).text).toContain('there is no such file; npm run catalog:new acme starts one');
});

test.each<[string, string | RegExp, string, string]>([
  ['a missing member', /category: .*\n/, '', 'category: Is missing. Here goes: Where the chooser shows it.'],
  ['a wrong choice', "'generic'", "'gadgets'", 'category: Must be one of ads, ai,'],
  [
    'an unknown member',
    'baseUrl:',
    'baseURL:',
    'methods › api-key › baseURL: Is not known here. Did you mean baseUrl?',
  ],
  [
    'a wrong number',
    'status: [200]',
    "status: ['200']",
    'methods › api-key › test › expect › status › no. 1: Must be a number.',
  ],
  ['plain http', 'https://api.acme.com', 'http://api.acme.com', 'methods › api-key › baseUrl: Must be https'],
  ['a foreign host', 'https://api.acme.com', 'https://{api_key}.acme.com', '{api_key} in a host must'],
  ['a stray placeholder', 'Bearer {api_key}', 'Bearer {token}', 'value: {token} is declared nowhere'],
  ['no page of the credential', /credentialUrl: .*\n/, '', 'credentialUrl: Is missing'],
  ['no account', /account: .*\n/, '', 'account: Is missing'],
  ['another id', "id: 'broken'", "id: 'brocken'", 'id: is "brocken", but the file is called broken.ts'],
  ['the name of another', "name: 'Broken'", "name: 'Slack'", 'name: "Slack" is the name of slack already'],
  ['no export', 'export const', 'const', 'must export one thing'],
  ['broken syntax', 'methods: [', 'methods: [[', 'cannot be read: '],
  [
    'a wide scope',
    'fields:',
    "scopes: [{ name: 'admin', why: 'Everything.' }],\nfields:",
    'The scope admin is wide: ask for less',
  ],
])('%s is named with its place', async (_what, from, to, wanted) => {
  rmSync(appFile('broken'), { force: true });
  await run('new', 'broken', '--host', 'api.acme.com');
  edit('broken', from, to);
  const { code, text } = await run('check', 'broken');
  expect(code).toBe(1);
  expect(text).toContain(wanted);
  rmSync(appFile('broken'));
});

async function style(): Promise<prettier.Options> {
  return (await prettier.resolveConfig(path.join(root, 'catalog', 'src', 'index.ts'))) ?? {};
}
