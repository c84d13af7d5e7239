import {
  connectionReviewPage,
  connectionReviewQuery,
  id,
  keepConnection,
  keptConnection,
  type ConnectionReviewQuery,
  type KeepConnection,
} from '@drawbridge/catalog';
import { Body, Controller, Get, Param, Post, Query, SerializeOptions } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Audit, Can } from '../access/index.ts';
import { ReviewsQueries } from './reviews.queries.ts';
import { ReviewsService } from './reviews.service.ts';

const connectionId = id('connection');

@ApiTags('Connections')
@Controller()
export class ReviewsController {
  constructor(
    private readonly reviews: ReviewsService,
    private readonly queries: ReviewsQueries,
  ) {}

  /** Connections that are worth a look, each with its reasons, the newest first. */
  @Get('connection-reviews')
  @Can('read', 'ConnectionReview')
  @SerializeOptions({ schema: connectionReviewPage })
  list(@Query({ schema: connectionReviewQuery }) query: ConnectionReviewQuery) {
    return this.queries.list(query);
  }

  /** Reviewed: keep. It leaves the review for 90 days. */
  @Post('connections/:id/reviews')
  @Can('create', 'ConnectionReview')
  @Audit('connection.reviewed')
  @SerializeOptions({ schema: keptConnection })
  keep(
    @Param('id', { schema: connectionId }) connection: string,
    @Body({ schema: keepConnection }) input: KeepConnection,
  ) {
    return this.reviews.keep(connection, input);
  }
}
