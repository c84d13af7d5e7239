import { Readable } from 'node:stream';
import {
  id,
  signOffComparison,
  signOffComparisonQuery,
  signOffFileQuery,
  signOffPage,
  signOffQuery,
  signOffReport,
  signOffView,
  type SignOffComparisonQuery,
  type SignOffFileQuery,
  type SignOffQuery,
  type SignOffReport,
} from '@drawbridge/catalog';
import { Body, Controller, Get, Param, Post, Query, SerializeOptions, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Audit, Can } from '../access/index.ts';
import { signOffCsv } from './sign-off.csv.ts';
import { SignOffsQueries } from './sign-offs.queries.ts';
import { SignOffsService } from './sign-offs.service.ts';

@ApiTags('Reports')
@Controller('reports/rotation/sign-offs')
export class RotationSignOffsController {
  constructor(
    private readonly signOffs: SignOffsService,
    private readonly queries: SignOffsQueries,
  ) {}

  /** Freezes the rotation report of the platform with a person's statement, if it still is what they saw. */
  @Post()
  @Can('sign_off', 'RotationReport')
  @Audit('rotation_report.signed_off')
  @SerializeOptions({ schema: signOffView })
  sign(@Body({ schema: signOffReport }) input: SignOffReport) {
    return this.signOffs.signRotationReport(input);
  }

  /** What was signed off, the newest first, each with the totals of the one before. */
  @Get()
  @Can('read', 'SignOff')
  @SerializeOptions({ schema: signOffPage })
  list(@Query({ schema: signOffQuery }) query: SignOffQuery) {
    return this.queries.list('rotation_report', null, query);
  }
}

const signOffId = id('signOff');

@ApiTags('Reports')
@Controller('sign-offs/:id')
export class SignOffsController {
  constructor(private readonly queries: SignOffsQueries) {}

  @Get()
  @Can('read', 'SignOff')
  @SerializeOptions({ schema: signOffView })
  get(@Param('id', { schema: signOffId }) signOff: string) {
    return this.queries.get(signOff);
  }

  /** The frozen figures: as JSON the very bytes that the digest is of, or as CSV. */
  @Get('file')
  @Can('read', 'SignOff')
  @SerializeOptions({ schema: z.any() })
  async file(
    @Param('id', { schema: signOffId }) signOff: string,
    @Query({ schema: signOffFileQuery }) { format }: SignOffFileQuery,
  ): Promise<StreamableFile> {
    const row = await this.queries.frozen(signOff);
    return new StreamableFile(Readable.from([format === 'json' ? row.figures : signOffCsv(row)]), {
      type: format === 'json' ? 'application/json' : 'text/csv; charset=utf-8',
      disposition: `attachment; filename="${row.kind.replace('_', '-')}-${row.id}.${format}"`,
    });
  }

  /** What differs between this sign-off and another one. */
  @Get('comparison')
  @Can('read', 'SignOff')
  @SerializeOptions({ schema: signOffComparison })
  compare(
    @Param('id', { schema: signOffId }) signOff: string,
    @Query({ schema: signOffComparisonQuery }) { against }: SignOffComparisonQuery,
  ) {
    return this.queries.compare(signOff, against);
  }
}
