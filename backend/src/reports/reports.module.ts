import { Module } from '@nestjs/common';
import { AppsModule } from '../apps/index.ts';
import { DashboardQueries } from './dashboard.queries.ts';
import { ReportsController } from './reports.controller.ts';
import { RotationReportQueries } from './rotation-report.queries.ts';
import { RotationReports } from './rotation-reports.ts';

@Module({
  imports: [AppsModule],
  controllers: [ReportsController],
  providers: [DashboardQueries, RotationReportQueries, RotationReports],
})
export class ReportsModule {}
