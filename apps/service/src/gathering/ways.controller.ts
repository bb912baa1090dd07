import {
  askCards,
  endStuckRequest,
  listOf,
  ofAskQuery,
  stuckPoint,
  stuckRequest,
  wonderAnswerRequest,
  wonderRequest,
  wonderShown,
  type AskCards,
  type EndStuckRequest,
  type OfAskQuery,
  type StuckPoint,
  type StuckRequest,
  type WonderAnswerRequest,
  type WonderRequest,
  type WonderShown,
} from '@doorstep/contracts/http';
import { Body, Controller, Get, Headers, HttpCode, Param, ParseUUIDPipe, Post, Query, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CalledBy, CallerGuard, type Caller } from '../platform/http/caller.guard.js';
import { writeOnce } from '../platform/write-once.js';
import { AnswerWonder } from './answer-wonder.js';
import { EndStuck } from './end-stuck.js';
import { ListCards } from './list-cards.js';
import { ListStuck } from './list-stuck.js';
import { ListWonders } from './list-wonders.js';
import { SayStuck } from './say-stuck.js';
import { StartWonder } from './start-wonder.js';

/** Ways to gather within an ask: a question that stops after five, being stuck, and cards of what was said by its part. */
@Controller('api/v1/gathering')
@UseGuards(CallerGuard)
export class WaysController {
  constructor(
    private readonly startWonder: StartWonder,
    private readonly listWonders: ListWonders,
    private readonly answerWonder: AnswerWonder,
    private readonly sayStuck: SayStuck,
    private readonly listStuck: ListStuck,
    private readonly endStuck: EndStuck,
    private readonly listCards: ListCards,
  ) {}

  @Get('wonders')
  @Needs('asks.read')
  @ApiOkResponse({ standardSchema: listOf(wonderShown) })
  async wonders(@CalledBy() caller: Caller, @Query({ schema: ofAskQuery }) { ask }: OfAskQuery): Promise<object> {
    return this.listWonders.run(caller, ask);
  }

  @Post('wonders')
  @Needs('asks.change')
  @ApiCreatedResponse({ standardSchema: wonderShown })
  async wonder(
    @CalledBy() caller: Caller,
    @Body({ schema: wonderRequest }) body: WonderRequest,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<WonderShown> {
    return this.startWonder.run(caller, body, writeOnce(key, body));
  }

  /** The same voice again is the same answer. */
  @Post('wonders/:id/answers')
  @Needs('asks.hear')
  @ApiCreatedResponse({ standardSchema: wonderShown })
  async answer(
    @CalledBy() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: wonderAnswerRequest }) body: WonderAnswerRequest,
  ): Promise<WonderShown> {
    return this.answerWonder.run(caller, id, body);
  }

  @Get('stuck')
  @Needs('asks.read')
  @ApiOkResponse({ standardSchema: listOf(stuckPoint) })
  async stuck(@CalledBy() caller: Caller, @Query({ schema: ofAskQuery }) { ask }: OfAskQuery): Promise<object> {
    return this.listStuck.run(caller, ask);
  }

  @Post('stuck')
  @Needs('asks.change')
  @ApiCreatedResponse({ standardSchema: stuckPoint })
  async say(
    @CalledBy() caller: Caller,
    @Body({ schema: stuckRequest }) body: StuckRequest,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<StuckPoint> {
    return this.sayStuck.run(caller, body, writeOnce(key, body));
  }

  @Post('stuck/:id/end')
  @HttpCode(200)
  @Needs('asks.change')
  @ApiOkResponse({ standardSchema: stuckPoint })
  async end(
    @CalledBy() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: endStuckRequest }) body: EndStuckRequest,
  ): Promise<StuckPoint> {
    return this.endStuck.run(caller, id, body);
  }

  @Get('cards')
  @Needs('voices.read')
  @ApiOkResponse({ standardSchema: askCards })
  async cards(@CalledBy() caller: Caller, @Query({ schema: ofAskQuery }) { ask }: OfAskQuery): Promise<AskCards> {
    return this.listCards.run(caller, ask);
  }
}
