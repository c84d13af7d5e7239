export { ConnectionReview } from './connection-review.entity.ts';
export { ReviewsModule } from './reviews.module.ts';
