import { Module } from '@nestjs/common';
import { AppsModule } from '../apps/index.ts';
import { NotificationsModule } from '../notifications/index.ts';
import { ProbesModule } from '../probes/index.ts';
import { CredentialKeepers } from './credential-keepers.ts';
import { ConnectionsController } from './connections.controller.ts';
import { ConnectionsQueries } from './connections.queries.ts';
import { ConnectionsService } from './connections.service.ts';
import { UsagesQueries } from './usages.queries.ts';

@Module({
  imports: [AppsModule, NotificationsModule, ProbesModule],
  controllers: [ConnectionsController],
  providers: [CredentialKeepers, ConnectionsQueries, ConnectionsService, UsagesQueries],
  exports: [CredentialKeepers, ConnectionsQueries, ConnectionsService, UsagesQueries],
})
export class ConnectionsModule {}
