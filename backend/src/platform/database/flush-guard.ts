import type { EventSubscriber, FlushEventArgs, TransactionEventArgs } from '@mikro-orm/core';
import { openLevels } from './open-work.ts';

/**
 * Refuses a transaction that changed an audited entity and recorded no audit event.
 * Savepoints count on their own: an event recorded in one that is rolled back does not count.
 */
export class FlushGuard implements EventSubscriber {
  constructor(
    private readonly audited: ReadonlySet<string>,
    private readonly record: string,
  ) {}

  onFlush({ uow }: FlushEventArgs): void {
    const names = uow.getChangeSets().map((change) => change.meta.className);
    const changed = names.some((name) => this.audited.has(name));
    const top = openLevels()?.at(-1);
    if (!top) {
      if (names.length > 0) throw new Error('change outside a unit of work');
      return;
    }
    top.changed ||= changed;
    top.recorded ||= names.includes(this.record);
  }

  afterTransactionStart(): void {
    openLevels()?.push({ changed: false, recorded: false });
  }

  beforeTransactionCommit({ transaction }: TransactionEventArgs): void {
    const levels = openLevels();
    if (!levels) return;
    const savepoint = (transaction as { savepointName?: string } | undefined)?.savepointName;
    if (savepoint === undefined) {
      const first = levels[0];
      if (first?.changed && !first.recorded) throw new Error('unaudited change');
      return;
    }
    const top = levels.pop();
    const below = levels.at(-1);
    if (top && below) {
      below.changed ||= top.changed;
      below.recorded ||= top.recorded;
    }
  }

  afterTransactionRollback(): void {
    openLevels()?.pop();
  }
}
