// npm start: installs and builds what is missing, then starts Drawbridge with all it needs.
import path from 'node:path';
import { root } from './node-runtime.mjs';
import { prepare } from './prepare.mjs';
import { runNode } from './run-node.mjs';

prepare();
process.exit(await runNode([path.join(root, 'deploy', 'dist', 'start.js'), ...process.argv.slice(2)]));
