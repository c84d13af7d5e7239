// Runs a command with the workspace's own Node on PATH, so that an older Node on the machine is enough to start.
import { spawn } from 'node:child_process';
import { nodeEnvironment } from './node-runtime.mjs';

const [command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: 'inherit', env: nodeEnvironment(), shell: process.platform === 'win32' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  console.error(`Could not start ${command}: ${error.message}`);
  process.exit(1);
});
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
