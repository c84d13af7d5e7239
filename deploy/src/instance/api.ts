import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import { hasEnded, logPosition, logSince, startChild } from '../processes/child.ts';
import { heapLimits } from '../processes/heap-limits.ts';
import { StartError } from '../start-error.ts';

const readyWithinMs = 60_000;

/** Starts the API process; resolves when it says that it serves. */
export async function launchApi(backend: string, env: NodeJS.ProcessEnv, logFile: string): Promise<ChildProcess> {
  const position = logPosition(logFile);
  const child = startChild({
    file: process.execPath,
    args: [...heapLimits, path.join(backend, 'main.js')],
    env,
    logFile,
    ipc: true,
  });
  const timeout = AbortSignal.timeout(readyWithinMs);
  const outcome = await Promise.race([
    saysReady(child),
    hasEnded(child).then(
      (how) => new StartError(`The API did not start: ${sentence(logSince(logFile, position)) || how}`),
    ),
    new Promise<StartError>((resolve) =>
      timeout.addEventListener('abort', () =>
        resolve(new StartError('The API was not ready within a minute; its log is in the logs folder.')),
      ),
    ),
  ]);
  if (outcome === undefined) return child;
  child.kill('SIGKILL');
  throw outcome;
}

function saysReady(child: ChildProcess): Promise<undefined> {
  return new Promise((resolve) => {
    child.on('message', (message: unknown) => {
      if (typeof message === 'object' && message !== null && 'type' in message && message.type === 'ready')
        resolve(undefined);
    });
  });
}

/** What the process wrote for people, without the JSON lines of its log. */
const sentence = (log: string) =>
  log
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('{'))
    .join('\n');
