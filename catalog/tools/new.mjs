// npm run catalog:new -- <id> [--name "Acme CRM"] [--kind api_key] [--host api.acme.com]: starts the file of a new app.
import { existsSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { kinds, skeleton } from './skeleton.mjs';

const options = { name: { type: 'string' }, kind: { type: 'string' }, host: { type: 'string' } };
const { values, positionals } = parseArgs({ options, allowPositionals: true });
const [id = ''] = positionals;
const kind = values.kind ?? 'api_key';
const name =
  values.name ?? id.replace(/(^|-)([a-z])/g, (_all, dash, letter) => `${dash && ' '}${letter.toUpperCase()}`);
const host = values.host ?? `api.${id}.com`;
const file = fileURLToPath(new URL(`../src/apps/${id}.ts`, import.meta.url));

const fault = faultOf();
if (fault) {
  console.error(fault);
  process.exit(1);
}
writeFileSync(file, skeleton({ id, name, kind, host }));
console.log(`catalog/src/apps/${id}.ts is there. Fill it in, then: npm run catalog:check ${id}`);

function faultOf() {
  if (positionals.length !== 1 || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))
    return 'Say the id of the app, in small letters, digits and dashes: npm run catalog:new -- acme-crm';
  if (!kinds.includes(kind)) return `--kind must be one of ${kinds.join(', ')}`;
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host)) return '--host must be the host of the API, such as api.acme.com';
  return existsSync(file) ? `catalog/src/apps/${id}.ts is there already` : undefined;
}
