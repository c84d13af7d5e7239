import { Module } from '@nestjs/common';
import { AppCatalog } from './app-catalog.ts';
import { AppRuleController, TenantAppsController } from './app-rules.controllers.ts';
import { AppRulesQueries } from './app-rules.queries.ts';
import { AppRulesService } from './app-rules.service.ts';
import { AppsController } from './apps.controller.ts';
import { CustomDefinitions } from './custom-definitions.ts';
import { AppsQueries } from './apps.queries.ts';

@Module({
  controllers: [AppsController, TenantAppsController, AppRuleController],
  providers: [AppCatalog, CustomDefinitions, AppsQueries, AppRulesQueries, AppRulesService],
  exports: [AppCatalog, CustomDefinitions],
})
export class AppsModule {}
