import type { EventSubscriber, FlushEventArgs, TransactionEventArgs } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { closeWith, openLevels } from './open-work.ts';

/**
 * Refuses a transaction that changed an audited entity and recorded no audit event; writes the events of the others.
 * Savepoints count on their own: an event recorded in one that is rolled back does not count.
 */
export class FlushGuard implements EventSubscriber {
  constructor(
    private readonly audited: ReadonlySet<string>,
    /** The name of the entity that audit events are rows of. */
    private readonly record: string,
  ) {}

  onFlush({ uow }: FlushEventArgs): void {
    const names = uow.getChangeSets().map((change) => change.meta.className);
    const top = openLevels()?.at(-1);
    if (top) top.changed ||= names.some((name) => this.audited.has(name));
    else if (names.length > 0) throw new Error('change outside a unit of work');
  }

  afterTransactionStart(): void {
    openLevels()?.push({ changed: false, records: [] });
  }

  beforeTransactionCommit({ em, transaction }: TransactionEventArgs): void {
    const levels = openLevels();
    if (!levels) return;
    const savepoint = (transaction as { savepointName?: string } | undefined)?.savepointName;
    const top = savepoint === undefined ? levels[0] : levels.pop();
    if (savepoint === undefined) {
      if (top?.changed && top.records.length === 0) throw new Error('unaudited change');
      if (top && top.records.length > 0) closeWith(this.insert(em as SqlEntityManager, top.records));
      return;
    }
    const below = levels.at(-1);
    if (top && below) {
      below.changed ||= top.changed;
      below.records.push(...top.records);
    }
  }

  afterTransactionRollback(): void {
    openLevels()?.pop();
  }

  /** One statement for all of them, in the order in which they were recorded. */
  private insert(em: SqlEntityManager, rows: object[]): string {
    return em.createQueryBuilder(em.getMetadata().getByClassName(this.record).class).insert(rows).getFormattedQuery();
  }
}
