import { Module } from '@nestjs/common';
import { AppsModule } from '../apps/index.ts';
import { ConnectionsModule } from '../connections/index.ts';
import { GlobalCatalogController } from './global-catalog.controller.ts';
import { GlobalCatalogQueries } from './global-catalog.queries.ts';
import { GlobalCatalogService } from './global-catalog.service.ts';

@Module({
  imports: [AppsModule, ConnectionsModule],
  controllers: [GlobalCatalogController],
  providers: [GlobalCatalogQueries, GlobalCatalogService],
  exports: [GlobalCatalogQueries],
})
export class GlobalCatalogModule {}
