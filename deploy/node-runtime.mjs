// Finds the Node that the workspace runs on: the one its lock file pins, else the machine's own if it is new enough.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

const os = { win32: 'win', darwin: 'darwin' }[process.platform] ?? process.platform;
const pinned = path.join(root, 'node_modules', `node-${os}-${process.arch}`, 'bin');

/** The environment in which `node` and the workspace's commands are found first. Exits when no Node is new enough. */
export function nodeEnvironment() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const own = existsSync(pinned);
  if (!own && (major < 22 || (major === 22 && minor < 17))) {
    console.error(
      `Drawbridge needs Node 22.17 or newer here (this is ${process.version}): no Node is packaged for ${os}-${process.arch}.`,
    );
    process.exit(1);
  }
  const PATH = [...(own ? [pinned] : []), path.join(root, 'node_modules', '.bin'), process.env.PATH].join(
    path.delimiter,
  );
  return { ...process.env, PATH };
}
