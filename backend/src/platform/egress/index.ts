export {
  Egress,
  type ConnectBudget,
  type ConnectTarget,
  type EgressOptions,
  type EgressRequest,
  type Pinned,
} from './egress.ts';
export { EgressError, errorCode, toEgressError, type EgressFailure } from './egress-error.ts';
export { type Headers, type Reply } from './exchange.ts';
export { parseAllowEntries, type AllowEntry, type EgressService } from './policy.ts';
export { observeCalls, type ObservedCall } from './observe.ts';
export { type Resolver } from './resolve.ts';
export { fetchThrough, type FetchOptions } from './fetch-through.ts';
export { type ServiceRecords, type ServiceResolver } from './resolve-service.ts';
