import { Module } from '@nestjs/common';
import { AppsModule } from '../apps/index.ts';
import { ProbesModule } from '../probes/index.ts';
import { CustomAppTrials } from './custom-app-trial.ts';
import { CustomAppsController } from './custom-apps.controller.ts';
import { CustomAppsQueries } from './custom-apps.queries.ts';
import { CustomAppsService } from './custom-apps.service.ts';

@Module({
  imports: [AppsModule, ProbesModule],
  controllers: [CustomAppsController],
  providers: [CustomAppsService, CustomAppsQueries, CustomAppTrials],
})
export class CustomAppsModule {}
