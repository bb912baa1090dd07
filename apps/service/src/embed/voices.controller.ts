import {
  correctionRequest,
  heardBeforeList,
  voiceReply,
  voiceRequest,
  type CorrectionRequest,
  type VoiceRequest,
} from '@doorstep/contracts/embed';
import { lightbulbRequest, type LightbulbRequest } from '@doorstep/contracts/voice';
import { Body, Controller, Get, Headers, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Entry } from '../access/index.js';
import { CorrectVoice, HeardBeforeOf, RecordVoice, SetLightbulb, WithdrawVoice } from '../listening/index.js';
import { writeOnce } from '../platform/write-once.js';
import { CheckSession } from './check-session.js';
import { KeepDraft } from './keep-draft.js';
import type { PanelHeaders } from './panel-headers.js';

/** What residents say to staff at a record. What is saved is unsaved no more, even where the panel is gone by then. */
@Controller('embed/v1/voices')
export class EmbedVoicesController {
  constructor(
    private readonly checkSession: CheckSession,
    private readonly heardBeforeOf: HeardBeforeOf,
    private readonly recordVoice: RecordVoice,
    private readonly correctVoice: CorrectVoice,
    private readonly setLightbulb: SetLightbulb,
    private readonly withdrawVoice: WithdrawVoice,
    private readonly keepDraft: KeepDraft,
  ) {}

  @Get()
  @Entry('panel-session')
  @ApiOkResponse({ standardSchema: heardBeforeList })
  async heard(@Headers() headers: PanelHeaders): Promise<object> {
    return this.heardBeforeOf.run(await this.checkSession.of(headers));
  }

  @Post()
  @Entry('panel-session')
  @HttpCode(201)
  @ApiCreatedResponse({ standardSchema: voiceReply })
  async record(@Body({ schema: voiceRequest }) body: VoiceRequest, @Headers() headers: PanelHeaders): Promise<object> {
    const hand = await this.checkSession.atOwnHome(headers);
    const saved = await this.recordVoice.run(hand.staff, body, writeOnce(headers['idempotency-key'], body));
    await this.keepDraft.run(hand, { record: body.record, gone: body.outcomeId === undefined ? 'log' : 'words' });
    return saved;
  }

  @Post(':id/corrections')
  @Entry('panel-session')
  @HttpCode(201)
  @ApiCreatedResponse({ standardSchema: voiceReply })
  async correct(
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: correctionRequest }) body: CorrectionRequest,
    @Headers() headers: PanelHeaders,
  ): Promise<object> {
    const hand = await this.checkSession.atOwnHome(headers);
    const once = writeOnce(headers['idempotency-key'], { id, ...body });
    const saved = await this.correctVoice.atRecord(hand.staff, id, body, once);
    await this.keepDraft.run(hand, { record: body.record, gone: 'correction' });
    return saved;
  }

  @Post(':id/lightbulb')
  @Entry('panel-session')
  @HttpCode(204)
  async light(
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: lightbulbRequest }) body: LightbulbRequest,
    @Headers() headers: PanelHeaders,
  ): Promise<void> {
    await this.setLightbulb.run(await this.checkSession.of(headers), id, body);
  }

  @Post(':id/withdraw')
  @Entry('panel-session')
  @HttpCode(204)
  async withdraw(@Param('id', ParseUUIDPipe) id: string, @Headers() headers: PanelHeaders): Promise<void> {
    await this.withdrawVoice.run(await this.checkSession.of(headers), id);
  }
}
