import {
  acknowledgeRequest,
  clearSilenceRequest,
  closeRequest,
  handOffRaised,
  handOffRaiseRequest,
  handOffShown,
  handOffsQuery,
  handOffSummary,
  listOf,
  matchedWords,
  matchRequest,
  type AcknowledgeRequest,
  type ClearSilenceRequest,
  type CloseRequest,
  type HandOffRaiseRequest,
  type HandOffsQuery,
  type MatchRequest,
} from '@doorstep/contracts/http';
import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CallerGuard, CalledBy, type Caller } from '../platform/http/caller.guard.js';
import { writeOnce } from '../platform/write-once.js';
import { AcknowledgeHandOff } from './acknowledge-hand-off.js';
import { ClearSilence } from './clear-silence.js';
import { CloseHandOff } from './close-hand-off.js';
import { ListHandOffs } from './list-hand-offs.js';
import { MatchWords } from './match-words.js';
import { RaiseHandOff } from './raise-hand-off.js';
import { ShowHandOff } from './show-hand-off.js';

@Controller('api/v1')
@UseGuards(CallerGuard)
export class HandOffsController {
  constructor(
    private readonly listHandOffs: ListHandOffs,
    private readonly showHandOff: ShowHandOff,
    private readonly raiseHandOff: RaiseHandOff,
    private readonly acknowledgeHandOff: AcknowledgeHandOff,
    private readonly closeHandOff: CloseHandOff,
    private readonly clearSilence: ClearSilence,
    private readonly matchWords: MatchWords,
  ) {}

  @Get('hand-offs')
  @Needs('hand-offs.read')
  @ApiOkResponse({ standardSchema: listOf(handOffSummary) })
  async list(@CalledBy() caller: Caller, @Query({ schema: handOffsQuery }) query: HandOffsQuery): Promise<object> {
    return this.listHandOffs.run(caller.actor, caller.organisationId, query);
  }

  /** Answers 403 for a restricted one: what it says is shown to nobody. */
  @Get('hand-offs/:reference')
  @Needs('hand-offs.read')
  @ApiOkResponse({ standardSchema: handOffShown })
  async show(@CalledBy() caller: Caller, @Param('reference') reference: string): Promise<object> {
    return this.showHandOff.run(caller.actor, caller.organisationId, reference);
  }

  /** Answers 503 with the numbers to ring under `current` where a restricted one has nowhere to go: nothing is kept. */
  @Post('hand-offs')
  @Needs('hand-offs.raise')
  @ApiCreatedResponse({ standardSchema: handOffRaised })
  async raise(
    @CalledBy() caller: Caller,
    @Body({ schema: handOffRaiseRequest }) body: HandOffRaiseRequest,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<object> {
    return this.raiseHandOff.run(caller, body, writeOnce(key, body));
  }

  @Post('hand-offs/:reference/acknowledge')
  @Needs('hand-offs.answer')
  @HttpCode(204)
  async acknowledge(
    @CalledBy() caller: Caller,
    @Param('reference') reference: string,
    @Body({ schema: acknowledgeRequest }) body: AcknowledgeRequest,
  ): Promise<void> {
    await this.acknowledgeHandOff.run(caller.actor, caller.organisationId, reference, body);
  }

  @Post('hand-offs/:reference/close')
  @Needs('hand-offs.answer')
  @HttpCode(204)
  async close(
    @CalledBy() caller: Caller,
    @Param('reference') reference: string,
    @Body({ schema: closeRequest }) body: CloseRequest,
  ): Promise<void> {
    await this.closeHandOff.run(caller.actor, caller.organisationId, reference, body);
  }

  @Post('silences/clear')
  @Needs('hand-offs.answer')
  @HttpCode(204)
  async clear(
    @CalledBy() caller: Caller,
    @Body({ schema: clearSilenceRequest }) body: ClearSilenceRequest,
  ): Promise<void> {
    await this.clearSilence.run(caller.actor, caller.organisationId, body);
  }

  @Post('words/match')
  @Needs('hand-offs.raise')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: matchedWords })
  async match(@CalledBy() caller: Caller, @Body({ schema: matchRequest }) body: MatchRequest): Promise<object> {
    return this.matchWords.run(caller.organisationId, body);
  }
}
