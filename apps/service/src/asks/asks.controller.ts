import {
  answerPrinciplesRequest,
  askEventKept,
  askEventRequest,
  askShown,
  askSummary,
  barrierKept,
  barrierRequest,
  barrierStage,
  changeAskRequest,
  closeAskRequest,
  decideAskRequest,
  draftAskRequest,
  findHouseholdsRequest,
  introduceNeighboursRequest,
  keepVoicesNeededRequest,
  listOf,
  listQuery,
  reopenAskRequest,
  rollCallHousehold,
  rollCallQuery,
  rollCallShown,
  tieWarningRequest,
  voicesNeededShown,
  type AnswerPrinciplesRequest,
  type AskEventKept,
  type AskEventRequest,
  type AskShown,
  type BarrierKept,
  type BarrierRequest,
  type ChangeAskRequest,
  type CloseAskRequest,
  type DecideAskRequest,
  type DraftAskRequest,
  type FindHouseholdsRequest,
  type IntroduceNeighboursRequest,
  type KeepVoicesNeededRequest,
  type ListQuery,
  type ReopenAskRequest,
  type RollCallQuery,
  type RollCallShown,
  type TieWarningRequest,
  type VoicesNeededShown,
} from '@doorstep/contracts/http';
import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Put,
  Query,
  UseGuards,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CalledBy, CallerGuard, type Caller } from '../platform/http/caller.guard.js';
import { writeOnce } from '../platform/write-once.js';
import { AnswerPrinciples } from './answer-principles.js';
import { ChangeAsk } from './change-ask.js';
import { CloseAsk } from './close-ask.js';
import { DecideAsk } from './decide-ask.js';
import { DraftAsk } from './draft-ask.js';
import { FindHouseholds } from './find-households.js';
import { KeepVoicesNeeded } from './keep-voices-needed.js';
import { ListAsks } from './list-asks.js';
import { ListBarriers } from './list-barriers.js';
import { OpenAsk } from './open-ask.js';
import { IntroduceNeighbours } from './introduce-neighbours.js';
import { RecordAskEvent } from './record-ask-event.js';
import { RecordBarrier } from './record-barrier.js';
import { ReopenAsk } from './reopen-ask.js';
import { ShareOptions } from './share-options.js';
import { ShowAsk } from './show-ask.js';
import { ShowRollCall } from './show-roll-call.js';
import { ShowVoicesNeeded } from './show-voices-needed.js';
import { TieWarning } from './tie-warning.js';

/** Questions put to a known group: what is decided, what is open, who decides, and who has been heard. */
@Controller('api/v1/asks')
@UseGuards(CallerGuard)
export class AsksController {
  constructor(
    private readonly listAsks: ListAsks,
    private readonly showAsk: ShowAsk,
    private readonly showRollCall: ShowRollCall,
    private readonly draftAsk: DraftAsk,
    private readonly changeAsk: ChangeAsk,
    private readonly answerPrinciples: AnswerPrinciples,
    private readonly showVoicesNeeded: ShowVoicesNeeded,
    private readonly keepVoicesNeeded: KeepVoicesNeeded,
    private readonly openAsk: OpenAsk,
    private readonly shareOptions: ShareOptions,
    private readonly closeAsk: CloseAsk,
    private readonly reopenAsk: ReopenAsk,
    private readonly decideAsk: DecideAsk,
    private readonly findHouseholds: FindHouseholds,
    private readonly introduceNeighbours: IntroduceNeighbours,
    private readonly recordAskEvent: RecordAskEvent,
    private readonly listBarriers: ListBarriers,
    private readonly recordBarrier: RecordBarrier,
    private readonly tieWarning: TieWarning,
  ) {}

  @Get()
  @Needs('asks.read')
  @ApiOkResponse({ standardSchema: listOf(askSummary) })
  async list(@CalledBy() caller: Caller, @Query({ schema: listQuery }) query: ListQuery): Promise<object> {
    return this.listAsks.run(caller, query.limit);
  }

  @Post()
  @Needs('asks.change')
  @ApiCreatedResponse({ standardSchema: askShown })
  async draft(
    @CalledBy() caller: Caller,
    @Body({ schema: draftAskRequest }) body: DraftAskRequest,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<AskShown> {
    return this.draftAsk.run(caller, body, writeOnce(key, body));
  }

  @Get(':id')
  @Needs('asks.read')
  @ApiOkResponse({ standardSchema: askShown })
  async show(@CalledBy() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<AskShown> {
    return this.showAsk.run(caller, id);
  }

  /** Answers 409 with the ask as it is under `current` when somebody changed it since. */
  @Put(':id')
  @Needs('asks.change')
  @ApiOkResponse({ standardSchema: askShown })
  async change(
    @CalledBy() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: changeAskRequest }) body: ChangeAskRequest,
  ): Promise<AskShown> {
    return this.changeAsk.run(caller, id, body);
  }

  /** Answers 409 as above. */
  @Put(':id/principles')
  @Needs('asks.change')
  @ApiOkResponse({ standardSchema: askShown })
  async principles(
    @CalledBy() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: answerPrinciplesRequest }) body: AnswerPrinciplesRequest,
  ): Promise<AskShown> {
    return this.answerPrinciples.run(caller, id, body);
  }

  @Get(':id/voices-needed')
  @Needs('asks.read')
  @ApiOkResponse({ standardSchema: voicesNeededShown })
  async voicesNeeded(@CalledBy() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<VoicesNeededShown> {
    return this.showVoicesNeeded.run(caller, id);
  }

  /** Answers 409 as above. */
  @Put(':id/voices-needed')
  @Needs('asks.change')
  @ApiOkResponse({ standardSchema: askShown })
  async keepNeeded(
    @CalledBy() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: keepVoicesNeededRequest }) body: KeepVoicesNeededRequest,
  ): Promise<AskShown> {
    return this.keepVoicesNeeded.run(caller, id, body);
  }

  @Post(':id/open')
  @HttpCode(200)
  @Needs('asks.change')
  @ApiOkResponse({ standardSchema: askShown })
  async open(
    @CalledBy() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: closeAskRequest }) body: CloseAskRequest,
  ): Promise<AskShown> {
    return this.openAsk.run(caller, id, body);
  }

  @Post(':id/options/share')
  @HttpCode(200)
  @Needs('asks.change')
  @ApiOkResponse({ standardSchema: askShown })
  async share(
    @CalledBy() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: closeAskRequest }) body: CloseAskRequest,
  ): Promise<AskShown> {
    return this.shareOptions.run(caller, id, body);
  }

  @Post(':id/close')
  @HttpCode(200)
  @Needs('asks.change')
  @ApiOkResponse({ standardSchema: askShown })
  async close(
    @CalledBy() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: closeAskRequest }) body: CloseAskRequest,
  ): Promise<AskShown> {
    return this.closeAsk.run(caller, id, body);
  }

  @Post(':id/reopen')
  @HttpCode(200)
  @Needs('asks.change')
  @ApiOkResponse({ standardSchema: askShown })
  async reopen(
    @CalledBy() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: reopenAskRequest }) body: ReopenAskRequest,
  ): Promise<AskShown> {
    return this.reopenAsk.run(caller, id, body);
  }

  @Post(':id/decisions')
  @Needs('asks.change')
  @ApiCreatedResponse({ standardSchema: askShown })
  async decide(
    @CalledBy() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: decideAskRequest }) body: DecideAskRequest,
  ): Promise<AskShown> {
    return this.decideAsk.run(caller, id, body);
  }

  @Get(':id/roll-call')
  @Needs('asks.read')
  @ApiOkResponse({ standardSchema: rollCallShown })
  async rollCall(
    @CalledBy() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Query({ schema: rollCallQuery }) query: RollCallQuery,
  ): Promise<RollCallShown> {
    return this.showRollCall.run(caller, id, query);
  }

  @Post(':id/roll-call/find')
  @HttpCode(200)
  @Needs('asks.hear')
  @ApiOkResponse({ standardSchema: listOf(rollCallHousehold) })
  async find(
    @CalledBy() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: findHouseholdsRequest }) body: FindHouseholdsRequest,
  ): Promise<object> {
    return this.findHouseholds.run(caller, id, body);
  }

  @Post(':id/events')
  @Needs('asks.hear')
  @ApiCreatedResponse({ standardSchema: askEventKept })
  async event(
    @CalledBy() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: askEventRequest }) body: AskEventRequest,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<AskEventKept> {
    return this.recordAskEvent.run(caller, id, body, writeOnce(key, { id, ...body }));
  }

  @Post(':id/introductions')
  @HttpCode(204)
  @Needs('asks.hear')
  @ApiNoContentResponse()
  async introduced(
    @CalledBy() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: introduceNeighboursRequest }) body: IntroduceNeighboursRequest,
  ): Promise<void> {
    await this.introduceNeighbours.run(caller, id, body);
  }

  @Put(':id/warnings/:voiceId')
  @Needs('voices.sort')
  @ApiOkResponse({ standardSchema: askShown })
  async warning(
    @CalledBy() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('voiceId', ParseUUIDPipe) voiceId: string,
    @Body({ schema: tieWarningRequest }) body: TieWarningRequest,
  ): Promise<AskShown> {
    return this.tieWarning.run(caller, id, voiceId, body);
  }

  @Get(':id/barriers')
  @Needs('asks.read')
  @ApiOkResponse({ standardSchema: listOf(barrierStage) })
  async barriers(@CalledBy() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    return this.listBarriers.run(caller, id);
  }

  @Post(':id/barriers')
  @Needs('asks.hear')
  @ApiCreatedResponse({ standardSchema: barrierKept })
  async barrier(
    @CalledBy() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: barrierRequest }) body: BarrierRequest,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<BarrierKept> {
    return this.recordBarrier.run(caller, id, body, writeOnce(key, { id, ...body }));
  }
}
