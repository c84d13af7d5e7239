import { Readable } from 'node:stream';
import {
  auditExportQuery,
  auditPage,
  auditQuery,
  auditVerification,
  type AuditEventView,
  type AuditExportQuery,
  type AuditQuery,
} from '@drawbridge/catalog';
import { Controller, Get, Query, SerializeOptions, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Can } from '../access/index.ts';
import { csvLine } from '../platform/index.ts';
import { AuditQueries } from './audit.queries.ts';

const columns = [
  'at',
  'seq',
  'action',
  'outcome',
  'actor',
  'tenant',
  'target type',
  'target id',
  'target',
  'changes',
  'reason',
  'count',
  'request id',
  'hash',
];

@ApiTags('Audit')
@Controller('audit-events')
export class AuditController {
  constructor(private readonly events: AuditQueries) {}

  /** Who did what, the newest first. */
  @Get()
  @Can('read', 'AuditEvent')
  @SerializeOptions({ schema: auditPage })
  list(@Query({ schema: auditQuery }) query: AuditQuery) {
    return this.events.list(query);
  }

  /** Everything that fits the filters, as CSV or as one JSON object a line. */
  @Get('export')
  @Can('export', 'AuditEvent')
  @SerializeOptions({ schema: z.any() })
  export(@Query({ schema: auditExportQuery }) query: AuditExportQuery): StreamableFile {
    const csv = query.format === 'csv';
    return new StreamableFile(Readable.from(lines(this.events.all(query), csv)), {
      type: csv ? 'text/csv; charset=utf-8' : 'application/jsonl',
      disposition: `attachment; filename="audit-events.${query.format}"`,
    });
  }

  /** Computes every digest of the chain again and says whether all rows stand as they were written. */
  @Get('verification')
  @Can('verify', 'AuditEvent')
  @SerializeOptions({ schema: auditVerification })
  verify() {
    return this.events.verify();
  }
}

async function* lines(batches: AsyncGenerator<AuditEventView[]>, csv: boolean): AsyncGenerator<string> {
  if (csv) yield csvLine(columns);
  for await (const batch of batches)
    for (const event of batch) yield csv ? csvLine(cells(event)) : `${JSON.stringify(event)}\n`;
}

const cells = (event: AuditEventView) => [
  event.at,
  event.seq,
  event.action,
  event.outcome,
  event.actor.name,
  event.tenant?.name,
  event.target?.type,
  event.target?.id,
  event.target?.name,
  JSON.stringify(event.changes),
  event.reason,
  event.count,
  event.requestId,
  event.hash,
];
