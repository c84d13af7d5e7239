export { Connection, targetOf, type Health } from './connection.entity.ts';
export { ConnectionsModule } from './connections.module.ts';
export { ConnectionsService } from './connections.service.ts';
export { ConnectionsQueries } from './connections.queries.ts';
export { healthOf, lockConnection, testError } from './connections.service.ts';
export { overallOutcome } from './outcome.ts';
export { Usage } from './usage.entity.ts';
export { UsagesQueries } from './usages.queries.ts';
