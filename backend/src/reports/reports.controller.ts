import { dashboard, rotationReport, rotationReportQuery, type RotationReportQuery } from '@drawbridge/catalog';
import { Controller, Get, Query, SerializeOptions } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Can } from '../access/index.ts';
import { DashboardQueries } from './dashboard.queries.ts';
import { RotationReports } from './rotation-reports.ts';

@ApiTags('Reports')
@Controller()
export class ReportsController {
  constructor(
    private readonly reports: RotationReports,
    private readonly dashboards: DashboardQueries,
  ) {}

  /** How old credentials are and how rotation stands, as JSON or as a CSV file. */
  @Get('reports/rotation')
  @Can('read', 'RotationReport')
  @SerializeOptions({ schema: rotationReport })
  rotation(@Query({ schema: rotationReportQuery }) query: RotationReportQuery) {
    return this.reports.as(query.format);
  }

  /** The start page: what is to be done now. */
  @Get('dashboard')
  @Can('read', 'Session')
  @SerializeOptions({ schema: dashboard })
  dashboard() {
    return this.dashboards.get();
  }
}
