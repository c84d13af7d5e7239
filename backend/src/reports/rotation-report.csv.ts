import type { RotationReport } from '@drawbridge/catalog';
import { csvLine } from '../platform/index.ts';

const columns = ['group', 'key', 'label', 'credentials', 'overdue', 'due soon', 'ok', 'no policy'];

/** The report as CSV: the totals first, then one line for each bucket. */
export function rotationReportCsv(report: RotationReport): string {
  const { totals } = report;
  const groups = Object.entries({ age: report.byAge, app: report.byApp, tenant: report.byTenant });
  return [
    columns,
    [
      'total',
      report.scope,
      `As of ${report.generatedAt}`,
      totals.credentials,
      totals.overdue,
      totals.dueSoon,
      totals.ok,
      totals.noPolicy,
    ],
    ...groups.flatMap(([group, buckets]) =>
      buckets.map(({ key, label, total, overdue, dueSoon }) => [
        group,
        key,
        label,
        total,
        overdue,
        dueSoon,
        null,
        null,
      ]),
    ),
  ]
    .map(csvLine)
    .join('');
}
