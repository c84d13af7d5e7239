import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock, Log, Loops, principal, seconds, tenantOf, type Principal } from '../platform/index.ts';
import { UseWriter } from './use-writer.ts';

/** Uses of one connection by one key for one workflow, since the last write. */
export interface UseEntry {
  who: Principal;
  kind: 'used' | 'refused' | 'overridden';
  /** Public id of the connection or the global connection; null where none was found or needed. */
  connection: string | null;
  /** The app that was asked for, where there is no connection. */
  appId: string | null;
  name: string;
  workflow: string;
  operation: string | null;
  /** Refused: the problem's code. Overridden: the names of the fields. */
  note: string | null;
  count: number;
  first: Date;
  last: Date;
}

const flushEvery = seconds(2);
const entriesAtMost = 50_000;

/**
 * Counts uses in memory and writes them in batches, with their audit events: a resolve writes nothing itself.
 * Ended without warning, the process loses the counts of the last two seconds; SECURITY.md says so.
 */
@Injectable()
export class UseLedger implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private entries = new Map<string, UseEntry>();

  constructor(
    private readonly writer: UseWriter,
    private readonly clock: Clock,
    private readonly loops: Loops,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.loops.every('use of credentials', flushEvery, () => this.flush());
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.flush().catch(() => undefined);
  }

  used(use: {
    connection: string;
    source: { name: string };
    workflow: string | undefined;
    operation: string | undefined;
  }): void {
    this.add('used', {
      connection: use.connection,
      appId: null,
      name: use.source.name,
      workflow: use.workflow,
      operation: use.operation,
      note: null,
    });
  }

  refused(use: { connection: string | null; appId?: string; name: string; code: string }): void {
    this.add('refused', {
      connection: use.connection,
      appId: use.appId ?? null,
      name: use.name,
      workflow: undefined,
      operation: undefined,
      note: use.code,
    });
  }

  overridden(use: { app: { id: string; name: string }; fieldNames: string[]; workflow: string | undefined }): void {
    this.add('overridden', {
      connection: null,
      appId: use.app.id,
      name: use.app.name,
      workflow: use.workflow,
      operation: undefined,
      note: use.fieldNames.sort().join(', '),
    });
  }

  /** Writes what was counted. What cannot be written now is kept for the next time. */
  async flush(): Promise<void> {
    if (this.entries.size === 0) return;
    const batch = this.entries;
    this.entries = new Map();
    const byTenant = Map.groupBy(batch.values(), (entry) => tenantOf(entry.who));
    const failures: unknown[] = [];
    for (const [tenantId, entries] of byTenant) failures.push(...(await this.write(tenantId, entries)));
    if (failures.length > 0) throw failures[0];
  }

  /** All at once; if that fails, one by one, so that an entry which the database refuses holds up no other. */
  private async write(tenantId: string, entries: UseEntry[]): Promise<unknown[]> {
    try {
      await this.writer.write(tenantId, entries);
      return [];
    } catch (error) {
      const [only] = entries;
      if (entries.length > 1) {
        const failures: unknown[] = [];
        for (const entry of entries) failures.push(...(await this.write(tenantId, [entry])));
        return failures;
      }
      // SQLSTATE classes 22 and 23: the same entry would be refused for ever.
      const code = String((error as { code?: unknown }).code);
      if (/^2[23]/.test(code)) this.log.fault('a counted use was refused by the database', error);
      else if (only) this.merge(only);
      return [error];
    }
  }

  private add(
    kind: UseEntry['kind'],
    use: {
      connection: string | null;
      appId: string | null;
      name: string;
      workflow: string | undefined;
      operation: string | undefined;
      note: string | null;
    },
  ): void {
    const now = this.clock.now();
    this.merge({
      who: principal(),
      kind,
      connection: use.connection,
      appId: use.appId,
      name: use.name,
      workflow: use.workflow ?? 'unnamed workflow',
      operation: use.operation ?? null,
      note: use.note,
      count: 1,
      first: now,
      last: now,
    });
  }

  private merge(entry: UseEntry): void {
    const key = JSON.stringify([
      entry.kind,
      entry.who.id,
      entry.connection,
      entry.appId,
      entry.name,
      entry.workflow,
      entry.operation,
      entry.note,
    ]);
    const known = this.entries.get(key);
    if (known) {
      known.count += entry.count;
      if (entry.last > known.last) known.last = entry.last;
      if (entry.first < known.first) known.first = entry.first;
    } else if (this.entries.size < entriesAtMost) this.entries.set(key, entry);
  }
}
