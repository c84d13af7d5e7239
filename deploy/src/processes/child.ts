import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { closeSync, openSync, readSync, renameSync, statSync } from 'node:fs';

const rotateAbove = 5 * 1024 * 1024;
const tailBytes = 8 * 1024;

export interface ChildCommand {
  file: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  logFile: string;
  /** Numeric account to run as; omitted: the launcher's own. */
  account?: { uid: number; gid: number };
  cwd?: string;
  /** A channel whose end tells the child that the launcher is gone. */
  ipc?: boolean;
}

/**
 * Starts a child that writes its output straight to a log file, so that it can go on writing when the launcher is gone.
 * It gets its own process group: Ctrl-C reaches the launcher alone, which then stops its children in order.
 */
export function startChild(command: ChildCommand): ChildProcess {
  const log = openSync(command.logFile, 'a', 0o600);
  const stdio: StdioOptions = [command.ipc ? 'pipe' : 'ignore', log, log];
  if (command.ipc) stdio.push('ipc');
  const child = spawn(command.file, command.args, {
    ...command.account,
    cwd: command.cwd,
    env: command.env,
    stdio,
    detached: true,
  });
  child.on('error', () => {}); // reported by hasEnded, which every caller awaits
  closeSync(log);
  return child;
}

/** Resolves with a short description once the child has ended, or could not be started at all. */
export function hasEnded(child: ChildProcess): Promise<string> {
  if (child.exitCode !== null || child.signalCode !== null)
    return Promise.resolve(describeEnd(child.exitCode, child.signalCode));
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, name) => resolve(describeEnd(code, name)));
  });
}

const describeEnd = (code: number | null, name: string | null) =>
  name === null ? `exit code ${code}` : `signal ${name}`;

/** Asks a child to end with the first signal, then ends it. */
export async function stopChild(child: ChildProcess, name: NodeJS.Signals, graceMs: number): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = hasEnded(child);
  child.kill(name);
  const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
  await ended;
  clearTimeout(timer);
}

/** Size of a log, to read later what was written from here on. Moves a log that has grown large out of the way. */
export function logPosition(file: string): number {
  try {
    const { size } = statSync(file);
    if (size < rotateAbove) return size;
    renameSync(file, `${file}.1`);
  } catch {
    // no log yet
  }
  return 0;
}

/** What was written to a log since a position, the last few kilobytes at most. */
export function logSince(file: string, position: number): string {
  try {
    const from = Math.max(position, statSync(file).size - tailBytes);
    const buffer = Buffer.alloc(tailBytes);
    const fd = openSync(file, 'r');
    const length = readSync(fd, buffer, 0, tailBytes, from);
    closeSync(fd);
    return buffer.toString('utf8', 0, length).trim();
  } catch {
    return '';
  }
}
