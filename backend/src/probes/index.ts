export { type Choices, type ProbeInput, type ProbeResult } from './probe-types.ts';
export { Probes } from './probes.service.ts';
export { ProbesModule } from './probes.module.ts';
export { toProviderReply } from './provider-reply.ts';
export { safeText } from './account.ts';
export { shownCall } from './shown-call.ts';
export { Secrets } from './secrets.ts';
export { textOf, valuesOf } from './values.ts';
export { buildRequest } from './inject.ts';
