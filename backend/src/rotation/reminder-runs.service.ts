import { reminderRunMachine, type ReminderRunView } from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { ensure } from '../access/index.ts';
import { difference, record } from '../audit/index.ts';
import { Clock, Jobs, newId, principal, UnitOfWork } from '../platform/index.ts';
import { countDue } from './due-credentials.queries.ts';
import { horizonOf } from './due.ts';
import { ReminderRun, runTarget } from './reminder-run.entity.ts';
import { ReminderRunsQueries } from './reminder-runs.queries.ts';
import { sightOf, type Sight } from './sight.ts';

export const reminderTask = 'run-reminders';

/** Starts reminder runs: on somebody's word within their sight, and every day for the whole platform. */
@Injectable()
export class ReminderRunsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly queries: ReminderRunsQueries,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /** Starts a run over what the caller may remind of. The work itself is a job. */
  async start(): Promise<ReminderRunView> {
    const sight = sightOf('run', 'ReminderRun');
    const id = await this.uow.run(async (em) => {
      ensure('run', 'ReminderRun', sight);
      return this.create(em, sight, principal().id);
    });
    return this.queries.get(id);
  }

  /** The daily run over the whole platform. */
  async startDaily(): Promise<void> {
    await this.uow.asSystem((em) => this.create(em, { tenantId: null, ownerId: null }, null));
  }

  private async create(em: EntityManager, sight: Sight, startedBy: string | null): Promise<string> {
    const now = this.clock.now();
    const total = await countDue(em, { sight, before: horizonOf(now) });
    const run = em.create(ReminderRun, {
      id: newId('reminderRun'),
      ...sight,
      state: reminderRunMachine.initial,
      startedBy,
      startedAt: now,
      finishedAt: null,
      total,
      processed: 0,
      reminded: 0,
      error: null,
      tries: 0,
      progressAt: now,
      version: 1,
    });
    em.persist(run);
    record(em, {
      action: 'reminder_run.started',
      target: runTarget(run),
      tenantId: sight.tenantId,
      ownerId: sight.ownerId,
      changes: difference({}, { state: run.state, total }),
    });
    await this.jobs.add(em, reminderTask, { runId: run.id }, `reminders:${run.id}`);
    return run.id;
  }
}
