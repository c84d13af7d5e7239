import { Module } from '@nestjs/common';
import { AppsModule } from '../apps/index.ts';
import { ConnectionsModule } from '../connections/index.ts';
import { ProbesModule } from '../probes/index.ts';
import { GlobalCatalogController } from './global-catalog.controller.ts';
import { GlobalCatalogQueries } from './global-catalog.queries.ts';
import { GlobalCatalogService } from './global-catalog.service.ts';
import { GlobalRotation } from './global-rotation.ts';

@Module({
  imports: [AppsModule, ConnectionsModule, ProbesModule],
  controllers: [GlobalCatalogController],
  providers: [GlobalCatalogQueries, GlobalCatalogService, GlobalRotation],
  exports: [GlobalCatalogQueries],
})
export class GlobalCatalogModule {}
