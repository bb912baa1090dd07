import {
  ladderAnswerRequest,
  ladderNext,
  ladderShown,
  ladderStartRequest,
  ladderSummary,
  listOf,
  listQuery,
  type LadderAnswerRequest,
  type LadderNext,
  type LadderShown,
  type LadderStartRequest,
  type ListQuery,
} from '@doorstep/contracts/http';
import { Body, Controller, Get, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CallerGuard, CalledBy, type Caller } from '../platform/http/caller.guard.js';
import { AnswerLadderStep } from './answer-ladder-step.js';
import { ListLadders } from './list-ladders.js';
import { NextLadderStep } from './next-ladder-step.js';
import { ShowLadder } from './show-ladder.js';
import { StartLadder } from './start-ladder.js';

@Controller('api/v1/ladder')
@UseGuards(CallerGuard)
export class LadderController {
  constructor(
    private readonly listLadders: ListLadders,
    private readonly showLadder: ShowLadder,
    private readonly startLadder: StartLadder,
    private readonly nextLadderStep: NextLadderStep,
    private readonly answerLadderStep: AnswerLadderStep,
  ) {}

  @Get()
  @Needs('ladders.read')
  @ApiOkResponse({ standardSchema: listOf(ladderSummary) })
  async list(@CalledBy() caller: Caller, @Query({ schema: listQuery }) query: ListQuery): Promise<object> {
    return this.listLadders.run(caller.actor, caller.organisationId, query.limit);
  }

  @Get(':person')
  @Needs('ladders.read')
  @ApiOkResponse({ standardSchema: ladderShown })
  async show(@CalledBy() caller: Caller, @Param('person') person: string): Promise<LadderShown> {
    return this.showLadder.run(caller.actor, caller.organisationId, person);
  }

  @Post(':person/start')
  @Needs('ladders.change')
  @ApiCreatedResponse({ standardSchema: ladderShown })
  async start(
    @CalledBy() caller: Caller,
    @Param('person') person: string,
    @Body({ schema: ladderStartRequest }) body: LadderStartRequest,
  ): Promise<LadderShown> {
    return this.startLadder.run(caller.actor, caller.organisationId, person, body);
  }

  @Post(':person/next')
  @Needs('ladders.change')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: ladderNext })
  async next(@CalledBy() caller: Caller, @Param('person') person: string): Promise<LadderNext> {
    return this.nextLadderStep.run(caller.actor, caller.organisationId, person);
  }

  @Post(':person/answer')
  @Needs('ladders.change')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: ladderShown })
  async answer(
    @CalledBy() caller: Caller,
    @Param('person') person: string,
    @Body({ schema: ladderAnswerRequest }) body: LadderAnswerRequest,
  ): Promise<LadderShown> {
    return this.answerLadderStep.run(caller.actor, caller.organisationId, person, body);
  }
}
