import { Module, type OnApplicationBootstrap } from '@nestjs/common';
import { AppsModule } from '../apps/index.ts';
import { ConnectionsModule } from '../connections/index.ts';
import { Loops, seconds } from '../platform/index.ts';
import { ProbesModule } from '../probes/index.ts';
import { AttemptChoices } from './attempt-choices.ts';
import { AttemptTests } from './attempt-tests.ts';
import { AttemptsController } from './attempts.controller.ts';
import { AttemptsService } from './attempts.service.ts';
import { Authorizations } from './authorizations.ts';
import { Connecting } from './connecting.ts';

@Module({
  imports: [AppsModule, ConnectionsModule, ProbesModule],
  controllers: [AttemptsController],
  providers: [Authorizations, AttemptsService, AttemptTests, AttemptChoices, Connecting],
  exports: [Authorizations, AttemptsService, AttemptTests],
})
export class AttemptsModule implements OnApplicationBootstrap {
  constructor(
    private readonly loops: Loops,
    private readonly tests: AttemptTests,
  ) {}

  onApplicationBootstrap(): void {
    this.loops.every('expiry of attempts', seconds(5), () => this.tests.expireDue());
  }
}
