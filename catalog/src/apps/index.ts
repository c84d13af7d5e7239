import { readdirSync } from 'node:fs';
import type { AppDefinition } from '../app-definition/index.ts';

/** `.ts` where the sources themselves run, `.js` in what was built of them; not tests, not declarations. */
const appFile = /^(?!index\.)[a-z0-9-]+\.[jt]s$/;

/** Every file of this folder is one app; the folder is the list, so that adding an app touches one file. */
async function load(file: string): Promise<AppDefinition> {
  const id = file.slice(0, -'.ts'.length);
  const exported = (await import(`./${file}`)) as Record<string, AppDefinition | undefined>;
  const [app, ...others] = Object.values(exported);
  if (app?.id !== id || others.length > 0)
    throw new TypeError(`catalog/src/apps/${id}.ts must export one thing: the app whose id is "${id}"`);
  return app;
}

const files = readdirSync(new URL('.', import.meta.url)).filter((name) => appFile.test(name));

/** All apps of the catalog, in order of their ids. */
export const apps: readonly AppDefinition[] = (await Promise.all(files.map(load))).sort((a, b) =>
  a.id < b.id ? -1 : 1,
);

const byId = new Map(apps.map((app) => [app.id, app]));

/** The app of this id, or undefined. */
export function findApp(id: string): AppDefinition | undefined {
  return byId.get(id);
}
