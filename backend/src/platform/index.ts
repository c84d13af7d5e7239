export { canonicalJson, sha256Hex } from './canonical-json.ts';
export { Clock, days, minutes, seconds } from './clock.ts';
export { CONFIG, ConfigError, readConfig, type Config } from './config/config.ts';
export { refuseStale, uniqueOr, violatedConstraint } from './conflicts.ts';
export { csvLine } from './csv.ts';
export { Lookups } from './database/lookups.ts';
export { addRecord } from './database/open-work.ts';
export { asPublisher } from './database/publisher.ts';
export { rowsOf } from './database/rows.ts';
export { UnitOfWork } from './database/unit-of-work.ts';
export { armFault, faultPoint, faultPoints } from './fault.ts';
export { asProblem } from './http/problem.filter.ts';
export { ProblemFilter } from './http/problem.filter.ts';
export { RefusalObserver } from './http/refusal-observer.ts';
export { Revalidated } from './http/revalidated.ts';
export { newId, PublicId } from './ids.ts';
export { Jobs } from './jobs/jobs.ts';
export { Loops } from './jobs/loops.ts';
export { Log } from './logging/log.ts';
export { containing, cursorId, decodeCursor, encodeCursor, pageOf } from './paging.ts';
export {
  currentScope,
  principal,
  runInScope,
  systemPrincipal,
  tenantOf,
  type Principal,
  type Scope,
} from './principal.ts';
export { invalidField, Problem } from './problem.ts';
export { next } from './state-machine.ts';
