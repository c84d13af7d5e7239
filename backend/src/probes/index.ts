export { type ProbeInput, type ProbeResult } from './probe-types.ts';
export { Probes } from './probes.service.ts';
export { ProbesModule } from './probes.module.ts';
