// npm run catalog:check [app ...]: says what is wrong with the files of the apps, or of all; ends with 1 if anything is.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AppDefinitionError } from '../src/app-definition/app.ts';
import { placedFaults } from '../src/app-definition/definition-faults.ts';
import { houseFaults } from '../src/app-definition/house-rules.ts';
import { lineOf } from './words.mjs';

const folder = new URL('../src/apps/', import.meta.url);
const all = readdirSync(folder)
  .filter((name) => /^(?!index\.)[a-z0-9-]+\.ts$/.test(name))
  .map((name) => name.slice(0, -'.ts'.length));
const wanted = process.argv.slice(2).map((name) => name.replace(/^.*\//, '').replace(/\.ts$/, ''));

const checked = wanted.length > 0 ? wanted : all;
const texts = new Map();
const methods = [];
const found = new Map();
for (const id of checked) found.set(id, await faultsOf(id));

const bad = checked.filter((id) => found.get(id).length > 0);
for (const id of bad) {
  console.error(`catalog/src/apps/${id}.ts`);
  for (const line of found.get(id)) console.error(`  ${line}`);
}
console.log(`${checked.length} ${checked.length === 1 ? 'app' : 'apps'} checked, ${bad.length} with faults.`);
if (wanted.length > 0 && bad.length === 0) for (const name of withoutFacts()) hint(name);
process.exit(bad.length > 0 ? 1 : 0);

/** The methods of the wanted apps that npm test will not find in what is known of the providers. */
function withoutFacts() {
  const lists = ['provider-facts.jsonl', 'not-simulated.ts'].map(
    (name) => new URL(`../../../test/catalog/${name}`, folder),
  );
  if (!lists.every((list) => existsSync(fileURLToPath(list)))) return [];
  const [facts, others] = lists.map((list) => readFileSync(list, 'utf8'));
  const isKnown = ({ id, key }) =>
    facts.includes(`{"app":"${id}","method":"${key}"`) || others.includes(`'${id}/${key}'`);
  return methods.filter((method) => !isKnown(method));
}

function hint({ id, key }) {
  console.log(`Next: a line for ${id}/${key} in test/catalog/provider-facts.jsonl, see CONTRIBUTING.md.`);
}

async function faultsOf(id) {
  const file = new URL(`${id}.ts`, folder);
  if (!existsSync(fileURLToPath(file))) return [`there is no such file; npm run catalog:new ${id} starts one`];
  try {
    const exported = Object.values(await import(file.href));
    const [app] = exported;
    if (exported.length !== 1 || typeof app?.id !== 'string') return ['must export one thing: the app, from defineApp'];
    methods.push(...(app.methods ?? []).map(({ key }) => ({ id, key })));
    return [...identityFaults(id, app), ...placedFaults([...houseFaults(app)]).map((fault) => lineOf(fault, app))];
  } catch (error) {
    if (error instanceof AppDefinitionError) {
      return placedFaults(error.issues).map((fault) => lineOf(fault, error.input));
    }
    return [`cannot be read: ${error.message.split('\n')[0]}`];
  }
}

function identityFaults(id, app) {
  const other = all.find((candidate) => candidate !== id && nameIn(candidate) === app.name);
  return [
    ...(app.id === id ? [] : [`id: is "${app.id}", but the file is called ${id}.ts; they must be the same`]),
    ...(other === undefined ? [] : [`name: "${app.name}" is the name of ${other} already`]),
  ];
}

/** The name as it stands in a file: to look at one app, the others need not be loaded. */
function nameIn(id) {
  return /^ +name: '(.*)',$/m.exec(textOf(id))?.[1];
}

function textOf(id) {
  if (!texts.has(id)) texts.set(id, readFileSync(new URL(`${id}.ts`, folder), 'utf8'));
  return texts.get(id);
}
