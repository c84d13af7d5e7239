export { ReminderRun } from './reminder-run.entity.ts';
export { ReminderRunsService } from './reminder-runs.service.ts';
export { ReminderWorker } from './reminder-worker.ts';
export { RotationModule } from './rotation.module.ts';
export { RotationPolicy } from './rotation-policy.entity.ts';
