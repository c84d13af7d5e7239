// Runs a script with the workspace's own Node as a child that ends with this process, however this one ends.
import { spawn } from 'node:child_process';
import { nodeEnvironment } from './node-runtime.mjs';
import { onNpmGone } from './npm-parent.mjs';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Resolves with the exit code. The child gets this process's terminal, its signals, and a channel that closes with it. */
export function runNode(args, env = {}) {
  const child = spawn('node', args, {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...nodeEnvironment(), ...env },
  });
  const pass = (signal) => child.kill(signal);
  for (const signal of signals) process.on(signal, pass);
  onNpmGone(() => child.kill('SIGTERM'));
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(`Node could not be started: ${error.message}`);
      resolve(1);
    });
    child.on('exit', (code) => {
      for (const signal of signals) process.off(signal, pass);
      resolve(code ?? 1);
    });
  });
}
