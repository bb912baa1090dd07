import {
  momentReply,
  momentRequest,
  outcomeReply,
  outcomeRequest,
  panelView,
  sessionReply,
  sessionRequest,
  voiceReply,
  voiceRequest,
  type MomentRequest,
  type OutcomeRequest,
  type PanelView,
  type SessionReply,
  type VoiceRequest,
} from '@doorstep/contracts/embed';
import { Body, Controller, Get, Headers, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { RecordMoment, RecordOutcome, RecordVoice, WithdrawOutcome } from '../listening/index.js';
import { writeOnce } from '../platform/write-once.js';
import { CheckSession } from './check-session.js';
import { ExchangeToken } from './exchange-token.js';
import { ShowPanel } from './show-panel.js';

/** What the panel asks for. The record is the session's: no address here names one. */
@Controller('embed/v1')
export class EmbedController {
  constructor(
    private readonly exchangeToken: ExchangeToken,
    private readonly checkSession: CheckSession,
    private readonly showPanel: ShowPanel,
    private readonly recordMoment: RecordMoment,
    private readonly recordOutcome: RecordOutcome,
    private readonly recordVoice: RecordVoice,
    private readonly withdrawOutcome: WithdrawOutcome,
  ) {}

  @Post('session')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: sessionReply })
  async session(
    @Body({ schema: sessionRequest }) body: { token: string },
    @Headers() headers: PanelHeaders,
  ): Promise<SessionReply> {
    return this.exchangeToken.run(body.token, headers.origin);
  }

  @Get('prompts')
  @ApiOkResponse({ standardSchema: panelView })
  async prompts(@Headers() headers: PanelHeaders): Promise<PanelView> {
    return this.showPanel.run(await this.staff(headers));
  }

  @Post('moments')
  @HttpCode(201)
  @ApiCreatedResponse({ standardSchema: momentReply })
  async moments(
    @Body({ schema: momentRequest }) body: MomentRequest,
    @Headers() headers: PanelHeaders,
  ): Promise<object> {
    return this.recordMoment.run(await this.staff(headers), body, headers['idempotency-key']);
  }

  @Post('outcomes')
  @HttpCode(201)
  @ApiCreatedResponse({ standardSchema: outcomeReply })
  async outcomes(
    @Body({ schema: outcomeRequest }) body: OutcomeRequest,
    @Headers() headers: PanelHeaders,
  ): Promise<object> {
    return this.recordOutcome.run(await this.staff(headers), body, writeOnce(headers['idempotency-key'], body));
  }

  @Post('outcomes/:id/withdraw')
  @HttpCode(204)
  async withdraw(@Param('id', ParseUUIDPipe) id: string, @Headers() headers: PanelHeaders): Promise<void> {
    await this.withdrawOutcome.run(await this.staff(headers), id);
  }

  @Post('voices')
  @HttpCode(201)
  @ApiCreatedResponse({ standardSchema: voiceReply })
  async voices(@Body({ schema: voiceRequest }) body: VoiceRequest, @Headers() headers: PanelHeaders): Promise<object> {
    return this.recordVoice.run(await this.staff(headers), body, writeOnce(headers['idempotency-key'], body));
  }

  private staff(headers: PanelHeaders) {
    return this.checkSession.run(/^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1], headers.origin);
  }
}

interface PanelHeaders {
  readonly origin?: string;
  readonly authorization?: string;
  readonly 'idempotency-key'?: string;
}
