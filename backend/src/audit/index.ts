export { AuditEvent } from './audit-event.entity.ts';
export { AuditModule } from './audit.module.ts';
export { AuditQueries } from './audit.queries.ts';
export { Checkpoints } from './checkpoints.ts';
export { Denials } from './denials.ts';
export { difference, record, type Changes, type Happening } from './record.ts';
