import { Global, Module } from '@nestjs/common';
import { RefusalObserver } from '../platform/index.ts';
import { AuditController } from './audit.controller.ts';
import { AuditQueries } from './audit.queries.ts';
import { Checkpoints } from './checkpoints.ts';
import { Denials } from './denials.ts';

@Global()
@Module({
  controllers: [AuditController],
  providers: [AuditQueries, Checkpoints, Denials],
  exports: [AuditQueries, Checkpoints, Denials],
})
export class AuditModule {
  constructor(refusals: RefusalObserver, denials: Denials) {
    refusals.observe((problem, route) => denials.note(problem, route));
  }
}
