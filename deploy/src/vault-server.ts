import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { hasEnded, logPosition, logSince, startChild } from './processes/child.ts';
import { StartError } from './start-error.ts';

const main = path.join(path.dirname(fileURLToPath(import.meta.url)), 'embedded-vault', 'main.js');

export interface VaultOptions {
  dir: string;
  port: number;
  logFile: string;
}

export const vaultAddress = (port: number): string => `http://127.0.0.1:${port}`;

/** Starts the embedded Vault, which is sealed then; resolves when it answers. */
export async function launchVault({ dir, port, logFile }: VaultOptions): Promise<ChildProcess> {
  const position = logPosition(logFile);
  const args = [main, '--dir', dir, '--port', String(port), '--exit-with-parent', '--forget-unopened'];
  const child = startChild({
    file: process.execPath,
    args,
    env: { PATH: process.env.PATH, NODE_ENV: process.env.NODE_ENV },
    logFile,
    ipc: true,
  });
  let ended: string | undefined;
  void hasEnded(child).then((how) => (ended = how));
  const end = Date.now() + 20_000;
  while (!(await answers(port))) {
    if (ended !== undefined) throw new StartError(`Vault did not start: ${logSince(logFile, position) || ended}`);
    if (Date.now() > end) {
      child.kill('SIGKILL');
      throw new StartError('Vault did not answer within 20 s; its log is in the logs folder.');
    }
    await sleep(30);
  }
  return child;
}

async function answers(port: number): Promise<boolean> {
  try {
    return (await fetch(`${vaultAddress(port)}/v1/sys/seal-status`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}
