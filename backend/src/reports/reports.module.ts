import { Module } from '@nestjs/common';
import { AppsModule } from '../apps/index.ts';
import { DashboardQueries } from './dashboard.queries.ts';
import { ReportsController } from './reports.controller.ts';
import { RotationReportQueries } from './rotation-report.queries.ts';
import { RotationReports } from './rotation-reports.ts';
import { RotationSignOffsController, SignOffsController } from './sign-offs.controller.ts';
import { SignOffsQueries } from './sign-offs.queries.ts';
import { SignOffsService } from './sign-offs.service.ts';

@Module({
  imports: [AppsModule],
  controllers: [ReportsController, RotationSignOffsController, SignOffsController],
  providers: [DashboardQueries, RotationReportQueries, RotationReports, SignOffsQueries, SignOffsService],
})
export class ReportsModule {}
