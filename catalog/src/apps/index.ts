import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { AppDefinition } from '../app-definition/index.ts';

/** `.ts` where the sources themselves run, `.js` in what was built of them; not tests, not declarations. */
const appFile = /^(?!index\.)[a-z0-9-]+\.[jt]s$/;
const folder = new URL('.', import.meta.url);
const definitions = new URL('../app-definition/', folder);

/** Every file of this folder is one app; the folder is the list, so that adding an app touches one file. */
async function load(file: string): Promise<AppDefinition> {
  const id = file.slice(0, -'.ts'.length);
  const exported = (await import(`./${file}`)) as Record<string, AppDefinition | undefined>;
  const [app, ...others] = Object.values(exported);
  if (app?.id !== id || others.length > 0)
    throw new TypeError(`catalog/src/apps/${id}.ts must export one thing: the app whose id is "${id}"`);
  return app;
}

const filesOf = (of: URL) => readdirSync(of).filter((name) => appFile.test(name));

/** SHA-256 over the files that the apps come from, theirs and those of the schema that checks them. */
export function sourceDigest(): string {
  const hash = createHash('sha256');
  for (const of of [folder, definitions])
    for (const name of filesOf(of).sort())
      hash
        .update(`${name}\0`)
        .update(readFileSync(new URL(name, of)))
        .update('\0');
  return hash.digest('hex');
}

/**
 * What the build has checked and written down (tools/checked-apps.mjs), so that a start does not check all apps once
 * more. It counts for the very files that it was made of; for others the apps are read and checked one by one.
 */
function checkedApps(): AppDefinition[] | undefined {
  const file = new URL('../checked-apps.json', folder);
  if (!existsSync(file)) return undefined;
  const { digest, apps } = JSON.parse(readFileSync(file, 'utf8')) as { digest: string; apps: AppDefinition[] };
  return digest === sourceDigest() ? apps : undefined;
}

/** All apps of the catalog, in order of their ids. */
export const apps: readonly AppDefinition[] =
  checkedApps() ?? (await Promise.all(filesOf(folder).map(load))).sort((a, b) => (a.id < b.id ? -1 : 1));

const byId = new Map(apps.map((app) => [app.id, app]));

/** The app of this id, or undefined. */
export function findApp(id: string): AppDefinition | undefined {
  return byId.get(id);
}
