import { Readable } from 'node:stream';
import type { RotationReport, RotationReportQuery } from '@drawbridge/catalog';
import { Injectable, StreamableFile } from '@nestjs/common';
import { rotationReportCsv } from './rotation-report.csv.ts';
import { RotationReportQueries } from './rotation-report.queries.ts';

/** The rotation report in the forms it is asked for. */
@Injectable()
export class RotationReports {
  constructor(private readonly queries: RotationReportQueries) {}

  /** The report itself, or a CSV file to be saved under the day of its making. */
  async as(format: RotationReportQuery['format']): Promise<RotationReport | StreamableFile> {
    const report = await this.queries.report();
    if (format === 'json') return report;
    return new StreamableFile(Readable.from([rotationReportCsv(report)]), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="rotation-${report.generatedAt.slice(0, 10)}.csv"`,
    });
  }
}
