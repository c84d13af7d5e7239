// node deploy/run.mjs <file> [args]: runs a script of a workspace, after installing and building what is missing.
import path from 'node:path';
import { root } from './node-runtime.mjs';
import { prepare } from './prepare.mjs';
import { runNode } from './run-node.mjs';

const [file, ...args] = process.argv.slice(2);
if (file === undefined) {
  console.error('Which script? For example: node deploy/run.mjs deploy/dist/migrate.js');
  process.exit(1);
}
prepare();
process.exit(await runNode([path.resolve(root, file), ...args]));
