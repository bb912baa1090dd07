import {
  skillMonths,
  skillMonthsRequest,
  skillOffersQuery,
  skillOffersShown,
  type SkillMonths,
  type SkillMonthsRequest,
  type SkillOffersQuery,
  type SkillOffersShown,
} from '@doorstep/contracts/http';
import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query, UseGuards } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CalledBy, CallerGuard, type Caller } from '../platform/http/caller.guard.js';
import { ChangeSkillMonths } from './change-skill-months.js';
import { FindSkillOffers } from './find-skill-offers.js';
import { WithdrawSkillOffer } from './withdraw-skill-offer.js';

/** What people could bring, for whoever organises something. */
@Controller('api/v1/skill-offers')
@UseGuards(CallerGuard)
export class SkillOffersController {
  constructor(
    private readonly findOffers: FindSkillOffers,
    private readonly withdrawOffer: WithdrawSkillOffer,
    private readonly changeMonths: ChangeSkillMonths,
  ) {}

  @Get()
  @Needs('asks.change')
  @ApiOkResponse({ standardSchema: skillOffersShown })
  async find(
    @CalledBy() caller: Caller,
    @Query({ schema: skillOffersQuery }) query: SkillOffersQuery,
  ): Promise<SkillOffersShown> {
    return this.findOffers.run(caller, query);
  }

  @Put('settings')
  @Needs('settings.change')
  @ApiOkResponse({ standardSchema: skillMonths })
  async settings(
    @CalledBy() caller: Caller,
    @Body({ schema: skillMonthsRequest }) body: SkillMonthsRequest,
  ): Promise<SkillMonths> {
    return this.changeMonths.run(caller, body);
  }

  @Post(':id/withdraw')
  @Needs('asks.change')
  @HttpCode(204)
  async withdraw(@CalledBy() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.withdrawOffer.run(caller, id);
  }
}
