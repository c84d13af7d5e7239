import { AsyncLocalStorage } from 'node:async_hooks';

/** What a transaction has changed and recorded so far; one level for each savepoint. */
export interface Level {
  changed: boolean;
  /** The audit events, as rows of their entity. They are written when the transaction commits. */
  records: object[];
}

interface OpenWork {
  levels: Level[];
  /** The statement with which its transaction begins. */
  settings: string;
  /** The statement that writes the audit events, once everything else is written. */
  closing?: string | undefined;
}
const storage = new AsyncLocalStorage<OpenWork>();

/** Runs a unit of work; what belongs to it is seen by the ORM's connection and by the flush guard. */
export const runAsWork = <T>(settings: string, work: () => T): T => storage.run({ levels: [], settings }, work);

export const openLevels = (): Level[] | undefined => storage.getStore()?.levels;
export const openSettings = (): string | undefined => storage.getStore()?.settings;

/** Adds an audit event to the running transaction, or to its open savepoint: both are written, or neither. */
export function addRecord(row: object): void {
  const top = openLevels()?.at(-1);
  if (!top) throw new Error('an audit event needs a unit of work');
  top.records.push(row);
}

/** Keeps the statement that ends the transaction's work until it commits. */
export function closeWith(statement: string): void {
  const work = storage.getStore();
  if (work) work.closing = statement;
}

/** That statement; it is given once. */
export function takeRecords(): string | undefined {
  const work = storage.getStore();
  const statement = work?.closing;
  if (work) work.closing = undefined;
  return statement;
}
