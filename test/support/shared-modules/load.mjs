import { pathToFileURL } from 'node:url';

const loaded = new Map();

/** The exports of a built module, as the whole worker process has them. */
export function load(file) {
  let found = loaded.get(file);
  if (found === undefined) loaded.set(file, (found = import(pathToFileURL(file).href)));
  return found;
}
