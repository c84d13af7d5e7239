import { readdirSync } from 'node:fs';

const directory = new URL('../migrations/', import.meta.url);

/** The newest migration that this build brings. */
export function latestMigration(): string {
  const names = readdirSync(directory).flatMap((file) => /^(Migration\w+)\.(?:js|ts)$/.exec(file)?.[1] ?? []);
  return names.sort().at(-1) ?? '';
}
