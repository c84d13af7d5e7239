import { Module, type OnApplicationBootstrap } from '@nestjs/common';
import { AppsModule } from '../apps/index.ts';
import { NotificationsModule } from '../notifications/index.ts';
import { Jobs } from '../platform/index.ts';
import { ProbesModule } from '../probes/index.ts';
import { CallRecorder } from './call-recorder.ts';
import { CredentialKeepers } from './credential-keepers.ts';
import { ConnectionsController } from './connections.controller.ts';
import { ConnectionsQueries } from './connections.queries.ts';
import { ConnectionChecks } from './connection-checks.ts';
import { ConnectionRevocation } from './connection-revocation.ts';
import { ConnectionsService } from './connections.service.ts';
import { DebuggingController } from './debugging.controller.ts';
import { DebuggingService } from './debugging.service.ts';
import { UsagesQueries } from './usages.queries.ts';

@Module({
  imports: [AppsModule, NotificationsModule, ProbesModule],
  controllers: [ConnectionsController, DebuggingController],
  providers: [
    CallRecorder,
    ConnectionChecks,
    ConnectionRevocation,
    CredentialKeepers,
    ConnectionsQueries,
    ConnectionsService,
    DebuggingService,
    UsagesQueries,
  ],
  exports: [
    CallRecorder,
    ConnectionRevocation,
    CredentialKeepers,
    ConnectionsQueries,
    ConnectionsService,
    UsagesQueries,
  ],
})
export class ConnectionsModule implements OnApplicationBootstrap {
  constructor(
    private readonly jobs: Jobs,
    private readonly debugging: DebuggingService,
  ) {}

  onApplicationBootstrap(): void {
    this.jobs.schedule('old-provider-calls', '*/15 * * * *', () => this.debugging.removeOld());
  }
}
