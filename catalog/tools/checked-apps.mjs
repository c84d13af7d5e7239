// The last step of the build: checks every app that was built, and writes them down as they are after the check, so
// that a start need not check them again. An app that breaks a rule ends the build. Argument: the folder that was built.
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';

const built = path.resolve(process.argv[2] ?? fileURLToPath(new URL('../dist', import.meta.url)));
const file = path.join(built, 'checked-apps.json');
rmSync(file, { force: true });
try {
  const { apps, sourceDigest } = await import(pathToFileURL(path.join(built, 'apps', 'index.js')).href);
  const text = JSON.stringify({ digest: sourceDigest(), apps });
  const lost = apps.find((app, at) => !isDeepStrictEqual(app, JSON.parse(text).apps[at]));
  if (lost) throw new TypeError(`app ${lost.id} holds something that JSON has no word for`);
  writeFileSync(file, text);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
