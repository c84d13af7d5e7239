export { DueDateMover } from './due-date-mover.ts';
export { moveBatch, takeOverMove } from './due-date-moves.queries.ts';
export { ReminderRun } from './reminder-run.entity.ts';
export { ReminderRunsService } from './reminder-runs.service.ts';
export { ReminderWorker } from './reminder-worker.ts';
export { RotationModule } from './rotation.module.ts';
export { RotationPolicy } from './rotation-policy.entity.ts';
