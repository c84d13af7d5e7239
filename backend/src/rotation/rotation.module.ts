import { id } from '@drawbridge/catalog';
import { Module, type OnApplicationBootstrap } from '@nestjs/common';
import { z } from 'zod';
import { AppsModule } from '../apps/index.ts';
import { NotificationsModule } from '../notifications/index.ts';
import { Jobs, Loops, seconds } from '../platform/index.ts';
import { DueDateMover, moveTask } from './due-date-mover.ts';
import { ReminderRunsQueries } from './reminder-runs.queries.ts';
import { ReminderRunsService, reminderTask } from './reminder-runs.service.ts';
import { ReminderWorker } from './reminder-worker.ts';
import { Reminders } from './reminders.ts';
import { RotationController } from './rotation.controller.ts';
import { RotationDueQueries } from './rotation-due.queries.ts';
import { RotationPoliciesQueries } from './rotation-policies.queries.ts';
import { RotationPoliciesService } from './rotation-policies.service.ts';

const payload = z.object({ runId: id('reminderRun') });
const movePayload = z.object({ moveId: z.uuid() });

@Module({
  imports: [AppsModule, NotificationsModule],
  controllers: [RotationController],
  providers: [
    DueDateMover,
    ReminderRunsQueries,
    ReminderRunsService,
    ReminderWorker,
    Reminders,
    RotationDueQueries,
    RotationPoliciesQueries,
    RotationPoliciesService,
  ],
  exports: [DueDateMover, ReminderRunsService, ReminderWorker],
})
export class RotationModule implements OnApplicationBootstrap {
  constructor(
    private readonly jobs: Jobs,
    private readonly loops: Loops,
    private readonly runs: ReminderRunsService,
    private readonly worker: ReminderWorker,
    private readonly mover: DueDateMover,
  ) {}

  onApplicationBootstrap(): void {
    this.jobs.handle(reminderTask, (given) => this.worker.work(payload.parse(given).runId));
    this.jobs.schedule('start-daily-reminders', '0 7 * * *', () => this.runs.startDaily());
    // The queue gives the job of a lost worker away only after hours.
    this.loops.every('completion of reminder runs', seconds(15), () => this.worker.resume());
    this.jobs.handle(moveTask, (given) => this.mover.work(movePayload.parse(given).moveId));
    this.loops.every('completion of due dates', seconds(5), () => this.mover.resume());
  }
}
