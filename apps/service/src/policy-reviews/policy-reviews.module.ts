import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.js';
import { AnswerPolicyReview } from './answer-policy-review.js';
import { ChangeClashDays } from './change-clash-days.js';
import { ListPolicyReviews } from './list-policy-reviews.js';
import { PolicyReviewsController } from './policy-reviews.controller.js';
import { RaisePolicyReviews } from './raise-policy-reviews.js';
import { SayPolicyClash } from './say-policy-clash.js';

@Module({
  imports: [OrganisationsModule],
  controllers: [PolicyReviewsController],
  providers: [AnswerPolicyReview, ChangeClashDays, ListPolicyReviews, RaisePolicyReviews, SayPolicyClash],
  exports: [RaisePolicyReviews, SayPolicyClash],
})
export class PolicyReviewsModule {}
