import {
  answerReviewRequest,
  clashDays,
  clashDaysRequest,
  policyReview,
  policyReviewsShown,
  type AnswerReviewRequest,
  type ClashDays,
  type ClashDaysRequest,
  type PolicyReview,
  type PolicyReviewsShown,
} from '@doorstep/contracts/http';
import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, UseGuards } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CalledBy, CallerGuard, type Caller } from '../platform/http/caller.guard.js';
import { AnswerPolicyReview } from './answer-policy-review.js';
import { ChangeClashDays } from './change-clash-days.js';
import { ListPolicyReviews } from './list-policy-reviews.js';

/** Policies that do not fit: the reviews that were raised, and what came of them. */
@Controller('api/v1/policy-reviews')
@UseGuards(CallerGuard)
export class PolicyReviewsController {
  constructor(
    private readonly listReviews: ListPolicyReviews,
    private readonly answerReview: AnswerPolicyReview,
    private readonly changeDays: ChangeClashDays,
  ) {}

  @Get()
  @Needs('voices.read')
  @ApiOkResponse({ standardSchema: policyReviewsShown })
  async list(@CalledBy() caller: Caller): Promise<PolicyReviewsShown> {
    return this.listReviews.run(caller);
  }

  @Put('settings')
  @Needs('settings.change')
  @ApiOkResponse({ standardSchema: clashDays })
  async settings(
    @CalledBy() caller: Caller,
    @Body({ schema: clashDaysRequest }) body: ClashDaysRequest,
  ): Promise<ClashDays> {
    return this.changeDays.run(caller, body);
  }

  @Post(':id/answer')
  @Needs('asks.change')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: policyReview })
  async answer(
    @CalledBy() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: answerReviewRequest }) body: AnswerReviewRequest,
  ): Promise<PolicyReview> {
    return this.answerReview.run(caller, id, body);
  }
}
