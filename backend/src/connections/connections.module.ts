import { Module } from '@nestjs/common';
import { AppsModule } from '../apps/index.ts';
import { NotificationsModule } from '../notifications/index.ts';
import { ProbesModule } from '../probes/index.ts';
import { ConnectionsController } from './connections.controller.ts';
import { ConnectionsQueries } from './connections.queries.ts';
import { ConnectionsService } from './connections.service.ts';
import { UsagesQueries } from './usages.queries.ts';

@Module({
  imports: [AppsModule, NotificationsModule, ProbesModule],
  controllers: [ConnectionsController],
  providers: [ConnectionsQueries, ConnectionsService, UsagesQueries],
  exports: [ConnectionsQueries, ConnectionsService, UsagesQueries],
})
export class ConnectionsModule {}
