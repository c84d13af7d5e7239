// Notices that the npm which runs this process is gone: npm passes a signal on to a shell, which keeps it to itself.
import { readFileSync } from 'node:fs';

const intervalMs = 250;

/** Calls back once when the npm that started this process has ended; never when npm did not start it. */
export function onNpmGone(callback) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const npm = findNpm(parent);
  const timer = setInterval(() => {
    if (process.ppid === parent && (npm === undefined || statusOf(npm) !== undefined)) return;
    clearInterval(timer);
    callback();
  }, intervalMs);
  timer.unref();
}

// npm names itself "npm start"; between it and this process there may be a shell.
function findNpm(pid) {
  for (let level = 0, at = pid; level < 3; level++) {
    const status = statusOf(at);
    if (status === undefined) return undefined;
    if (status.name.startsWith('npm')) return at;
    at = status.parent;
  }
  return undefined;
}

// Linux only; undefined elsewhere, and for a process that is gone.
function statusOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z'
      ? undefined
      : { name: stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')')), parent: Number(parent) };
  } catch {
    return undefined;
  }
}
