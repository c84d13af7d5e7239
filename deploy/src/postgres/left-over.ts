import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { processesIn, processStart, signal, waitFor } from '../processes/process-identity.ts';
import { StartError } from '../start-error.ts';

/**
 * Ends a server that outlived its launcher (which was killed), so that the new one can open the same files.
 * The number in postmaster.pid counts only if that process works in this data directory: numbers are used again.
 */
export async function endLeftOverServer(data: string): Promise<void> {
  const pidFile = path.join(data, 'postmaster.pid');
  const postmaster = recordedPid(pidFile);
  if (postmaster === undefined) return;
  const running = () =>
    process.platform === 'linux' ? processesIn(data) : [postmaster].filter((pid) => processStart(pid));
  if (running().includes(postmaster)) signal(postmaster, 'SIGINT');
  if (!(await waitFor(() => running().length === 0, 10_000))) {
    signal(postmaster, 'SIGQUIT');
    if (!(await waitFor(() => running().length === 0, 5_000)))
      throw new StartError(
        `A database process of an earlier run (process ${postmaster}) does not end; end it, then start again.`,
      );
  }
  // A killed server leaves the file behind, and its number may belong to any other program by now.
  rmSync(pidFile, { force: true });
}

function recordedPid(pidFile: string): number | undefined {
  try {
    const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
    return Number.isInteger(pid) && pid > 1 ? pid : undefined;
  } catch {
    return undefined;
  }
}
