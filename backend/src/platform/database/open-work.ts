import { AsyncLocalStorage } from 'node:async_hooks';

/** What a transaction has changed and recorded so far; one level for each savepoint. */
export interface Level {
  changed: boolean;
  recorded: boolean;
}

interface OpenWork {
  levels: Level[];
  /** The statement with which its transaction begins. */
  settings: string;
}
const storage = new AsyncLocalStorage<OpenWork>();

/** Runs a unit of work; what belongs to it is seen by the ORM's connection and by the flush guard. */
export const runAsWork = <T>(settings: string, work: () => T): T => storage.run({ levels: [], settings }, work);

export const openLevels = (): Level[] | undefined => storage.getStore()?.levels;
export const openSettings = (): string | undefined => storage.getStore()?.settings;
