import { formatId, reminderRunMachine } from '@drawbridge/catalog';
import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { difference, record } from '../audit/index.ts';
import { asProblem, Clock, Log, next, seconds, UnitOfWork } from '../platform/index.ts';
import { remindedBy, selectDue, type DueRow, type Position } from './due-credentials.queries.ts';
import { horizonOf } from './due.ts';
import { ReminderRun, runTarget } from './reminder-run.entity.ts';
import { Reminders } from './reminders.ts';

const batchSize = 200;
const mostTries = 5;
/** A run without progress for this long has lost its worker. */
const stalledAfter = seconds(90);

/** A run as this worker took it over. */
interface Claim {
  id: string;
  tenantId: string | null;
  ownerId: string | null;
  horizon: Date;
  tries: number;
  version: number;
  processed: number;
  reminded: number;
}

/**
 * Walks over the credentials of a run, batch by batch in small transactions. Ended anywhere, the next worker walks
 * from the start again: what was reminded of is not reminded of twice.
 */
@Injectable()
export class ReminderWorker {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly reminders: Reminders,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** The job. Throws to be tried again, until too many tries have failed: then the run has failed. */
  async work(runId: string): Promise<void> {
    const claim = await this.takeOver(runId);
    if (!claim) return;
    if (claim.tries > mostTries) return this.end(claim, 'fail', 'The work was cut off too often.');
    try {
      await this.walk(claim);
    } catch (error) {
      if (claim.tries < mostTries) throw error;
      this.log.fault('reminder run failed', error, { runId });
      await this.end(claim, 'fail', asProblem(error).message);
    }
  }

  /** Takes up runs whose worker was lost. */
  async resume(): Promise<void> {
    const stalled = await this.uow.asSystem((em) =>
      em.find(
        ReminderRun,
        { state: 'running', progressAt: { $lt: this.clock.in(-stalledAfter) } },
        { fields: ['id'], orderBy: { id: 'asc' }, limit: 10 },
      ),
    );
    for (const { id } of stalled) await this.work(id);
  }

  private takeOver(id: string): Promise<Claim | undefined> {
    return this.uow.asSystem(async (em) => {
      const run = await em.findOne(ReminderRun, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (run?.state !== 'running') return undefined;
      em.assign(run, { tries: run.tries + 1, version: run.version + 1, progressAt: this.clock.now() });
      const { tenantId = null, ownerId = null, tries, version } = run;
      return {
        id,
        tenantId,
        ownerId,
        horizon: horizonOf(run.startedAt),
        tries,
        version,
        processed: 0,
        reminded: await remindedBy(em, id),
      };
    });
  }

  private async walk(claim: Claim): Promise<void> {
    const sight = { tenantId: claim.tenantId, ownerId: claim.ownerId };
    let after: Position | undefined;
    do {
      const rows = await this.uow.asSystem((em) => selectDue(em, { sight, before: claim.horizon, after }, batchSize));
      const byTenant = Map.groupBy(rows, (row) => row.tenant_id);
      for (const [tenant, ofTenant] of byTenant) claim.reminded += await this.remind(claim, tenant, ofTenant);
      claim.processed += rows.length;
      if (!(await this.report(claim))) return;
      const last = rows.at(-1);
      after = rows.length === batchSize && last ? { dueUs: last.due_us, id: last.id } : undefined;
    } while (after !== undefined);
    await this.end(claim, 'complete');
  }

  private remind(claim: Claim, tenant: string | null, rows: DueRow[]): Promise<number> {
    const now = this.clock.now();
    if (tenant === null) return this.uow.asSystem((em) => this.reminders.give(em, claim, null, rows, now));
    const tenantId = formatId('tenant', tenant);
    return this.uow.asTenant(tenantId, (em) => this.reminders.give(em, claim, tenantId, rows, now));
  }

  /** Says how far it is. False: another worker has taken over. */
  private report(claim: Claim): Promise<boolean> {
    return this.uow.asSystem(async (em) => {
      const run = await this.mine(em, claim);
      if (!run) return false;
      const { processed, reminded } = claim;
      em.assign(run, { processed, reminded, total: Math.max(run.total, processed), progressAt: this.clock.now() });
      return true;
    });
  }

  private async end(claim: Claim, event: 'complete' | 'fail', error: string | null = null): Promise<void> {
    await this.uow.asSystem(async (em) => {
      const run = await this.mine(em, claim);
      if (!run) return;
      const before = run.state;
      const state = next(reminderRunMachine, before, event);
      // Some may have been rotated since they were counted.
      const total = event === 'complete' ? claim.processed : run.total;
      // Counted again: a worker that was taken for dead may have given some more.
      const reminded = await remindedBy(em, claim.id);
      em.assign(run, { state, error, total, reminded, finishedAt: this.clock.now() });
      record(em, {
        action: event === 'complete' ? 'reminder_run.completed' : 'reminder_run.failed',
        outcome: event === 'complete' ? 'success' : 'failure',
        target: runTarget(run),
        tenantId: claim.tenantId,
        ownerId: claim.ownerId,
        reason: error,
        changes: difference({ state: before }, { state, processed: claim.processed, reminded }),
      });
    });
  }

  private async mine(em: EntityManager, claim: Claim): Promise<ReminderRun | null> {
    return em.findOne(
      ReminderRun,
      { id: claim.id, state: 'running', version: claim.version },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
  }
}
