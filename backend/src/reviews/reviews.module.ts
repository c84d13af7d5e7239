import { Module } from '@nestjs/common';
import { AppsModule } from '../apps/index.ts';
import { ReviewsController } from './reviews.controller.ts';
import { ReviewsQueries } from './reviews.queries.ts';
import { ReviewsService } from './reviews.service.ts';

@Module({
  imports: [AppsModule],
  controllers: [ReviewsController],
  providers: [ReviewsQueries, ReviewsService],
})
export class ReviewsModule {}
