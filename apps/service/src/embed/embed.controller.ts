import {
  followUpReply,
  followUpRequest,
  momentReply,
  momentRequest,
  outcomeReply,
  outcomeRequest,
  panelView,
  sessionReply,
  sessionRequest,
  takingPartView,
  type FollowUpRequest,
  type MomentRequest,
  type OutcomeRequest,
  type PanelView,
  type SessionReply,
  type SessionRequest,
} from '@doorstep/contracts/embed';
import { Body, Controller, Get, Headers, HttpCode, Param, ParseUUIDPipe, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Entry } from '../access/index.js';
import { EndReminder, RecordFollowUp, RecordMoment, RecordOutcome, WithdrawOutcome } from '../listening/index.js';
import { writeOnce } from '../platform/write-once.js';
import { ShowWhatTheyGet } from '../recompense/index.js';
import { CheckSession } from './check-session.js';
import { OpenPanel } from './open-panel.js';
import type { PanelHeaders } from './panel-headers.js';
import { showPanel } from './show-panel.js';

/** What the panel asks for. The record is the session's: no address here names one. */
@Controller('embed/v1')
export class EmbedController {
  constructor(
    private readonly openPanel: OpenPanel,
    private readonly checkSession: CheckSession,
    private readonly showWhatTheyGet: ShowWhatTheyGet,
    private readonly endReminder: EndReminder,
    private readonly recordFollowUp: RecordFollowUp,
    private readonly recordMoment: RecordMoment,
    private readonly recordOutcome: RecordOutcome,
    private readonly withdrawOutcome: WithdrawOutcome,
  ) {}

  @Post('session')
  @Entry('public')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: sessionReply })
  async session(
    @Body({ schema: sessionRequest }) body: SessionRequest,
    @Headers() headers: PanelHeaders,
  ): Promise<SessionReply> {
    return this.openPanel.run(body, headers);
  }

  @Get('prompts')
  @Entry('panel-session')
  @ApiOkResponse({ standardSchema: panelView })
  async prompts(
    @Headers() headers: PanelHeaders,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PanelView | undefined> {
    const seen = headers['if-none-match'];
    const { view, tag } = await this.checkSession.atRecord(headers, (db, atHand) => showPanel(db, atHand, seen));
    reply.header('etag', tag);
    if (tag !== seen) return view;
    reply.status(304);
    return undefined;
  }

  @Post('moments')
  @Entry('panel-session')
  @HttpCode(201)
  @ApiCreatedResponse({ standardSchema: momentReply })
  async moments(
    @Body({ schema: momentRequest }) body: MomentRequest,
    @Headers() headers: PanelHeaders,
  ): Promise<object> {
    return this.recordMoment.run(await this.checkSession.of(headers), body, headers['idempotency-key']);
  }

  @Post('outcomes')
  @Entry('panel-session')
  @HttpCode(201)
  @ApiCreatedResponse({ standardSchema: outcomeReply })
  async outcomes(
    @Body({ schema: outcomeRequest }) body: OutcomeRequest,
    @Headers() headers: PanelHeaders,
  ): Promise<object> {
    const staff = await this.checkSession.of(headers);
    return this.recordOutcome.run(staff, body, writeOnce(headers['idempotency-key'], body));
  }

  @Post('outcomes/:id/follow-up')
  @Entry('panel-session')
  @HttpCode(201)
  @ApiCreatedResponse({ standardSchema: followUpReply })
  async followUp(
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: followUpRequest }) body: FollowUpRequest,
    @Headers() headers: PanelHeaders,
  ): Promise<object> {
    const staff = await this.checkSession.of(headers);
    return this.recordFollowUp.run(staff, id, body, writeOnce(headers['idempotency-key'], body));
  }

  @Get('taking-part')
  @Entry('panel-session')
  @ApiOkResponse({ standardSchema: takingPartView })
  async takingPart(@Headers() headers: PanelHeaders): Promise<object> {
    return this.showWhatTheyGet.run(await this.checkSession.of(headers));
  }

  @Post('outcomes/:id/end-reminder')
  @Entry('panel-session')
  @HttpCode(204)
  async remindNoMore(@Param('id', ParseUUIDPipe) id: string, @Headers() headers: PanelHeaders): Promise<void> {
    await this.endReminder.run(await this.checkSession.of(headers), id);
  }

  @Post('outcomes/:id/withdraw')
  @Entry('panel-session')
  @HttpCode(204)
  async withdraw(@Param('id', ParseUUIDPipe) id: string, @Headers() headers: PanelHeaders): Promise<void> {
    await this.withdrawOutcome.run(await this.checkSession.of(headers), id);
  }
}
