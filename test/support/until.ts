import { setTimeout as pause } from 'node:timers/promises';

/** Asks again and again until it is so, for at most this long. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>, withinMs = 20_000): Promise<void> {
  for (const end = Date.now() + withinMs; !(await isSo()); await pause(25))
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms: ${what}`);
}

/** Asks again and again until there is nothing to complain about; returns what is left after this long. */
export async function untilEmpty<T>(find: () => Promise<T[]>, withinMs: number): Promise<T[]> {
  for (const end = Date.now() + withinMs; ; await pause(100)) {
    const found = await find();
    if (found.length === 0 || Date.now() > end) return found;
  }
}
